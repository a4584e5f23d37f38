/** Every question that docs/tables.md asks DuckDB, answered from the tables of samples and compared with the JSON report. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Analysis, Flow } from '../src/report/analysis.ts';
import { ask, type Row } from './helpers/duckdb.ts';

const COMMAND = 'dist/netsight.js';
const folder = mkdtempSync(join(tmpdir(), 'netsight-docs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const questions = new Map(
  [...readFileSync('docs/tables.md', 'utf8').matchAll(/^### (.*?)\n(?:(?!^### ).)*?duckdb -c "(.*?)"$/gms)].map(
    ([, title, sql]) => [title, sql],
  ),
);

interface Example {
  sample: string;
  /** What the answer must be, computed from the report. */
  wanted: (report: Analysis) => Row[];
}

const isGroup = ({ b }: Flow): boolean => Number.parseInt(b.mac?.slice(0, 2) ?? '0', 16) % 2 === 1;
const sum = (flows: readonly Flow[], value: (flow: Flow) => number): number =>
  flows.reduce((all, flow) => all + value(flow), 0);

function grouped(flows: readonly Flow[], key: (flow: Flow) => string): Flow[][] {
  const groups = new Map<string, Flow[]>();
  for (const flow of flows) groups.set(key(flow), [...(groups.get(key(flow)) ?? []), flow]);
  return [...groups.values()];
}

const pair = ({ a, b }: Flow): string => `${a.ip} ${b.ip}`;

const EXAMPLES: Record<string, Example> = {
  'Top talkers': {
    sample: 'mtu-blackhole-uplink.pcap',
    wanted: ({ flows }) =>
      grouped(flows.top, pair).map((group) => ({
        a_ip: group[0].a.ip,
        b_ip: group[0].b.ip,
        bytes: String(sum(group, (flow) => flow.bytesAB + flow.bytesBA)),
        flows: String(group.length),
      })),
  },
  'Retransmissions by pair': {
    sample: 'mtu-blackhole-uplink.pcap',
    wanted: ({ flows }) =>
      grouped(
        flows.top.filter(({ tcp }) => tcp?.retransmissions),
        pair,
      ).map((group) => ({
        a_ip: group[0].a.ip,
        b_ip: group[0].b.ip,
        again: String(sum(group, ({ tcp }) => tcp?.retransmissions ?? 0)),
        // 9 of 45 packets of the pair.
        percent: 20,
      })),
  },
  'Flows without an answer': {
    sample: 'missing-route-router-any.pcap',
    wanted: ({ flows }) =>
      grouped(
        flows.top.filter((flow) => flow.packetsBA === 0 && !isGroup(flow)),
        (flow) => `${flow.proto} ${pair(flow)} ${flow.b.port}`,
      ).map((group) => ({
        proto: group[0].proto,
        a_ip: group[0].a.ip,
        b_ip: group[0].b.ip,
        b_port: group[0].b.port,
        flows: String(group.length),
        packets: String(sum(group, ({ packetsAB }) => packetsAB)),
      })),
  },
  'Broadcast and multicast by station': {
    sample: 'broadcast-storm-pod.pcap',
    wanted: ({ flows }) =>
      grouped(flows.top.filter(isGroup), ({ a }) => a.mac ?? '').map((group) => ({
        a_mac: group[0].a.mac,
        broadcast: '0',
        multicast: String(sum(group, ({ packetsAB }) => packetsAB)),
      })),
  },
  'Who speaks for an address': {
    sample: 'duplicate-ip-pod.pcap',
    wanted: ({ endpoints }) =>
      endpoints.ips.filter(({ macs }) => macs.length > 1).map(({ ip, name, macs }) => ({ ip, name, macs })),
  },
  'What is wrong, over many captures': {
    sample: 'duplicate-ip-pod.pcap',
    wanted: ({ findings }) =>
      findings.map(({ id, severity, subject }) => ({ id, severity, times: '1', subjects: [subject] })),
  },
};

it('has an example for every question', () => {
  expect([...questions.keys()]).toEqual(Object.keys(EXAMPLES));
});

describe.skipIf(!existsSync(COMMAND))('docs/tables.md', () => {
  it.each(Object.entries(EXAMPLES))('answers: %s', async (title, { sample, wanted }) => {
    const tables = join(folder, sample);
    const formats = ['json', `parquet=${tables}/`].flatMap((format) => ['--format', format]);
    const text = execFileSync('node', [COMMAND, 'analyze', `samples/${sample}`, '--quiet', ...formats], {
      encoding: 'utf8',
    });
    const expected = wanted(JSON.parse(text));
    const answer = await ask(questions.get(title)?.replace('tables/', `${tables}/`) ?? '');
    expect(expected).not.toEqual([]);
    expect(sorted(answer)).toEqual(sorted(expected));
  });
});

const sorted = (rows: readonly Row[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
