import { expect, it } from 'vitest';
import { printable } from '../../../src/base/printable.ts';
import type { Flow } from '../../../src/report/analysis.ts';
import { FLOW_FORMATS, flowFormatById } from '../../../src/report/flow-list/registry.ts';
import type { FlowListOptions } from '../../../src/report/format.ts';
import { parseCsv } from '../../helpers/csv.ts';
import { flannel, HOSTILE, hostile, ipvlan } from '../fixtures.ts';

const OPTIONS: FlowListOptions = { width: 80, color: false, unicode: true, top: 2, total: 31 };

async function text(id: string, flows: Iterable<Flow>): Promise<string> {
  const render = await flowFormatById(id)?.load();
  return [...(render?.(flows, OPTIONS) ?? [])].join('');
}

it('lists each format once', () => {
  expect(FLOW_FORMATS.map(({ id }) => id)).toEqual(['table', 'csv', 'ndjson', 'parquet']);
  expect(flowFormatById('pdf')).toBeUndefined();
});

it('asks for no more flows than the table shows', async () => {
  let given = 0;
  function* endless(): Iterable<Flow> {
    for (;;) {
      given++;
      yield ipvlan.flows.top[0];
    }
  }
  const table = await text('table', endless());
  expect(given).toBeLessThanOrEqual(3);
  expect(table).toMatch(/… and 29 more \(--top N\)\n31 flows\n$/);
});

it('gives one JSON object a line, equal to the flow', async () => {
  const flows = [...flannel.flows.top, ...hostile.flows.top];
  const lines = (await text('ndjson', flows)).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(flows);
});

it('gives CSV with a header and as many cells in every record', async () => {
  const records = parseCsv(await text('csv', [...ipvlan.flows.top, ...hostile.flows.top]));
  const [header, first] = records;
  expect(header.slice(0, 4)).toEqual(['id', 'communityId', 'layer', 'tunnel_type']);
  expect(new Set(records.map((record) => record.length))).toEqual(new Set([header.length]));
  expect(first[header.indexOf('a_ip')]).toBe('172.16.10.2');
  expect(first[header.indexOf('tcp_mss_b')]).toBe('1460');
  expect(first[header.indexOf('tunnel_id')]).toBe('');
  expect(records.at(-1)?.[header.indexOf('a_ip')]).toBe(printable(HOSTILE));
});

it('makes formulas in CSV plain text', async () => {
  const [flow] = ipvlan.flows.top;
  expect(await text('csv', [{ ...flow, proto: '=cmd()' }])).toContain(",'=cmd(),");
});
