/** A capture that ends in the middle of a packet. */
import type { InputFacts } from '../../tally/observations.ts';
import type { Detector, Draft } from '../finding.ts';
import { shellWord } from '../shell.ts';

/** Codes of src/capture for a file that stops before a record does. */
const TRUNCATION_CODES: ReadonlySet<string> = new Set([
  'truncated-record',
  'truncated-block',
  'truncated-header',
  'truncated-compression',
]);

/** True for damage that is nothing but an early end. */
export const isTruncation = (code: string): boolean => TRUNCATION_CODES.has(code);

export const captureTruncated: Detector = {
  id: 'capture-truncated',
  title: 'The capture file ends in the middle of a packet',
  reference: 'draft-ietf-opsawg-pcap §5, draft-ietf-opsawg-pcapng §3.1',
  explain: `The file stops before its last record does: the capturing program was killed, the disk was full, or the file was copied while it grew.
Everything before the cut was read and counted; only the end is missing. Unlike damage in the middle (capture-damaged) nothing else is lost.
Stop captures with SIGINT so that the last packets are written, use tcpdump -U, and copy files after the end.`,
  detect: ({ observations }) =>
    observations.inputs.flatMap((input) => {
      const cut = input.damage.find(({ code }) => isTruncation(code));
      return cut === undefined ? [] : [draft(input, cut)];
    }),
};

const draft = ({ path, frames }: InputFacts, { offset, code, message }: InputFacts['damage'][number]): Draft => ({
  severity: 'warning',
  subject: path,
  summary: `${path} ends in the middle of a packet, after ${frames} whole ones.`,
  count: 1,
  first: Number.NaN,
  last: Number.NaN,
  confidence: 0.99,
  evidence: [
    { fact: `${code}: ${message}`, value: offset, unit: 'bytes from the start' },
    { fact: 'packets read', value: frames, unit: 'packets' },
  ],
  displayFilter: '',
  alternatives: ['the file was still being written when it was copied'],
  next: {
    where: 'where the capture was taken',
    command: `ls -l ${shellWord(path)}`,
    why: 'a larger original means that the copy is short; else repeat the capture and stop it with Ctrl-C',
  },
  endpoints: [path],
});
