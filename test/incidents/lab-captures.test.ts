/** Real frames for the findings: captures of the scenarios in samples/lab against what was done in them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/incidents/finding.ts';
import { fileOf as writtenFile } from '../helpers/captures.ts';
import { findingsOfFile } from './findings.ts';
import { type CaptureLabel, LAB_LABELS } from './lab-labels.ts';

const FOLDER = fileURLToPath(new URL('lab-captures/', import.meta.url));
const ENDING = /\.pcap(ng)?\.gz$/;
/** Found in the statistics of the file, where no frame shows it. */
const TOLD_BY_THE_FILE: ReadonlySet<string> = new Set(['packets-dropped']);
const idOf = (wanted: string): string => wanted.split(' ')[0];

const files = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(join(FOLDER, name)).map((file) => join(name, file)));
const fileOf = (capture: string): string => join(FOLDER, files.find((file) => file.replace(ENDING, '') === capture)!);

const captures = LAB_LABELS.flatMap(({ scenario, captures: labels }) =>
  Object.entries(labels).map(([vantage, label]) => ({ name: `${scenario}/${vantage}`, label })),
);
const isAlarm = ({ severity }: Finding): boolean => severity !== 'info';
const written = ({ id, subject }: Finding): string => `${id} ${subject}`;

/** True when a finding is the fault wanted, by id or by id and subject. */
const matches = (wanted: string, finding: Finding): boolean => wanted === finding.id || wanted === written(finding);

/** Why a fault is not looked for, if so. */
const pending = ({ missed }: CaptureLabel, id: string): string | undefined => missed?.[id];

describe.each(captures)('$name', ({ name, label }) => {
  const { found = [], absent = [], mild = [], follows = [] } = label;
  const findings = findingsOfFile(fileOf(name));

  for (const wanted of found) {
    const reason = pending(label, idOf(wanted));
    if (reason !== undefined) {
      it.skip(`shows ${wanted} (pending: ${reason})`, () => {});
      continue;
    }
    it(`shows ${wanted}, with proof`, async () => {
      const finding = (await findings).find((one) => matches(wanted, one));
      expect(finding, `among ${(await findings).map(written).join(', ') || 'nothing'}`).toBeDefined();
      expect(finding!.evidence.some(({ frames }) => frames.length > 0) || TOLD_BY_THE_FILE.has(finding!.id)).toBe(true);
      expect(finding!.next.why).not.toBe('');
    });
  }

  it('raises no false alarm', async () => {
    const all = await findings;
    const allowed = new Set([...found.map(idOf), ...follows]);
    expect(all.filter(({ id }) => absent.includes(id)).map(written)).toEqual([]);
    expect(all.filter(({ id, severity }) => mild.includes(id) && severity !== 'info').map(written)).toEqual([]);
    expect(all.filter((one) => isAlarm(one) && !allowed.has(one.id)).map(written)).toEqual([]);
  });
});

describe('a capture that was spoiled on its way', () => {
  const whole = gunzipSync(readFileSync(fileOf('proxy-arp/client')));
  const idsIn = async (bytes: Uint8Array): Promise<string[]> =>
    (await findingsOfFile(writtenFile(bytes))).map(({ id }) => id);
  /** A block of the disk that was never written holds ones. */
  const blockLost = Uint8Array.from(whole).fill(0xff, 4096, 4608);

  it('is neither cut nor damaged when it is whole', async () => expect(await idsIn(whole)).toEqual([]));

  it('is cut when its end is missing', async () => {
    expect(await idsIn(whole.subarray(0, whole.length - 20))).toEqual(['capture-truncated']);
  });

  it('is damaged when a block is lost', async () => {
    const ids = await idsIn(blockLost);
    expect(ids).toContain('capture-damaged');
    expect(ids).not.toContain('capture-truncated');
  });
});

describe('the labels', () => {
  it('cover every capture, and no other', () => {
    expect(captures.map(({ name }) => name).sort()).toEqual(files.map((file) => file.replace(ENDING, '')).sort());
  });

  it('belong to scenarios that can be run again', () => {
    const folder = fileURLToPath(new URL('../../samples/lab/', import.meta.url));
    const scenarios = readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as { name: string }[]);
    expect(LAB_LABELS.map(({ scenario }) => scenario).sort()).toEqual(scenarios.map(({ name }) => name).sort());
  });

  it('never say two things of one id', () => {
    for (const { name, label } of captures) {
      const told = [...(label.found ?? []).map(idOf), ...(label.follows ?? []), ...(label.mild ?? [])];
      expect(
        (label.absent ?? []).filter((id) => told.includes(id)),
        name,
      ).toEqual([]);
    }
  });

  it('name no fault as missed that is found', async () => {
    for (const { name, label } of captures) {
      const findings = Object.keys(label.missed ?? {}).length === 0 ? [] : await findingsOfFile(fileOf(name));
      expect(
        findings.filter(({ id }) => label.missed?.[id] !== undefined).map(({ id }) => id),
        name,
      ).toEqual([]);
    }
  });

  it('have a look-alike for each fault', () => {
    const lookAlikes = new Set(captures.flatMap(({ label }) => [...(label.absent ?? []), ...(label.mild ?? [])]));
    const faults = new Set(captures.flatMap(({ label }) => (label.found ?? []).map(idOf)));
    expect([...faults].filter((id) => !lookAlikes.has(id))).toEqual([]);
    expect(faults.size).toBeGreaterThanOrEqual(30);
  });
});
