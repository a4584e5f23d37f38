/** A second opinion where tshark is installed: on captures that both read to the end, totals agree. docs/robustness.md names the differences that have a reason. */
import { spawnSync } from 'node:child_process';
import { analyze } from '../../../src/analyze.ts';
import { CaptureError } from '../../../src/base/errors.ts';
import type { Analysis } from '../../../src/report/analysis.ts';
import { expectThat } from './fault.ts';

const TIMEOUT_MS = 60_000;
/** Each frame on its own, nothing guessed from payloads. */
const PREFERENCES = ['ip.defragment', 'ipv6.defragment', 'tcp.desegment_tcp_streams', 'tcp.analyze_sequence_numbers'];
/** Layers that both programs have the same idea of, by tshark's name; a capture with any other is compared by frames and bytes alone. */
const BASIC: Record<string, string> = { eth: 'ethernet', arp: 'arp', ip: 'ipv4', ipv6: 'ipv6', tcp: 'tcp', udp: 'udp' };
const IGNORED = ['ethertype', 'data', 'icmp', 'icmpv6', 'igmp'];
const PROTOCOLS = [
  ...Object.keys(BASIC),
  ...IGNORED,
  'frame',
  'vlan',
  'vxlan',
  'geneve',
  'gre',
  'sctp',
  'mpls',
  'pppoes',
  'sll',
  'null',
  'raw',
  'llc',
];
const COMMAND = [
  ...['-n', '--disable-all-protocols', ...PROTOCOLS.flatMap((name) => ['--enable-protocol', name])],
  ...PREFERENCES.flatMap((name) => ['-o', `${name}:FALSE`]),
  ...['-T', 'fields', '-e', 'frame.len', '-e', 'frame.cap_len', '-e', 'frame.encap_type', '-e', 'frame.protocols'],
];

interface Opinion {
  frames: number;
  original: number;
  captured: number;
  /** Null when the capture holds more than the basic layers. */
  protocols: Record<string, number> | null;
}

let installed: boolean | null = null;

/** Throws when tshark reads the whole capture and counts something else. */
export async function checkOracle(path: string): Promise<void> {
  installed ??= spawnSync('tshark', ['--version']).status === 0;
  const theirs = installed ? opinionOfOracle(path) : null;
  const analysis = theirs && (await whole(path));
  if (theirs === null || analysis === null) return;
  const ours = ownOpinion(analysis, theirs);
  const [one, two] = [ours, theirs].map((opinion) => JSON.stringify(opinion));
  expectThat(one === two, 'tshark counts differently', () => `${one}\n${two}`);
}

/** Null when the capture was not read to its end, which tshark does not do in the same places. */
async function whole(path: string): Promise<Analysis | null> {
  try {
    const analysis = await analyze(path);
    return analysis.inputs.every(({ damage }) => damage.length === 0) ? analysis : null;
  } catch (error) {
    if (error instanceof CaptureError) return null;
    throw error;
  }
}

function ownOpinion({ capture, protocols }: Analysis, theirs: Opinion): Opinion {
  const { frames, bytesOriginal: original, bytesCaptured: captured } = capture;
  if (theirs.protocols === null) return { frames, original, captured, protocols: null };
  const counts = Object.values(BASIC).map((name) => [name, protocols[name] ?? 0]);
  return { frames, original, captured, protocols: Object.fromEntries(counts) };
}

function opinionOfOracle(path: string): Opinion | null {
  const { status, stdout } = spawnSync('tshark', ['-r', path, ...COMMAND], { encoding: 'utf8', timeout: TIMEOUT_MS });
  if (status !== 0) return null;
  // Records without a link type are blocks that hold no packet.
  const rows = stdout
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([, , encapsulation]) => encapsulation);
  const chains = rows.map(([, , , chain = '']) => chain.split(':'));
  return {
    frames: rows.length,
    original: rows.reduce((sum, [length]) => sum + Number(length), 0),
    captured: rows.reduce((sum, [, length]) => sum + Number(length), 0),
    protocols: basicCounts(chains),
  };
}

function basicCounts(chains: string[][]): Opinion['protocols'] {
  const counts = Object.fromEntries(Object.values(BASIC).map((name) => [name, 0]));
  for (const chain of chains) {
    const quoted = chain.findIndex((name) => name === 'icmp' || name === 'icmpv6');
    const own = quoted < 0 ? chain : chain.slice(0, quoted);
    if (own.some((name) => !(name in BASIC || IGNORED.includes(name)))) return null;
    for (const name of new Set(own)) if (name in BASIC) counts[BASIC[name]]++;
  }
  return counts;
}
