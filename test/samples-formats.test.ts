/** Every sample in every format: the numbers of the JSON report again, in the shape that the format promises. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { afterAll, describe, expect, it } from 'vitest';
import type { Analysis } from '../src/report/analysis.ts';
import { modeName } from '../src/report/phrases.ts';
import { FORMATS } from '../src/report/registry.ts';
import { TABLES } from '../src/report/tables/registry.ts';
import { ask } from './helpers/duckdb.ts';
import { parseFlowchart } from './helpers/mermaid.ts';
import { harmIn } from './report/harmless.ts';

const COMMAND = 'dist/netsight.js';
const samples = readdirSync('samples').filter((file) => /\.pcap(ng)?$/.test(file));
const folder = mkdtempSync(join(tmpdir(), 'netsight-samples-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** One run for all formats; the whole flow table stands in the JSON report, so that it can be compared. */
function written(sample: string): (name: string) => string {
  const at = (name: string): string => join(folder, sample, name);
  const targets = FORMATS.map(({ id, tables }) => `${id}=${at(tables ? '' : id)}${tables ? '/' : ''}`);
  const options = ['--top', '100000', '--max-bytes', '0', ...targets.flatMap((target) => ['--format', target])];
  mkdirSync(at(''), { recursive: true });
  execFileSync('node', [COMMAND, 'analyze', `samples/${sample}`, '--quiet', ...options]);
  return at;
}

type Rows = Record<string, unknown>[];

const ROWS: Record<string, (report: Analysis) => number> = {
  flows: ({ flows }) => flows.total,
  endpoints: ({ endpoints }) => endpoints.totals.macs + endpoints.totals.ips,
  findings: ({ findings }) => findings.length,
};

describe.skipIf(!existsSync(COMMAND))('netsight analyze', () => {
  it.each(samples)('gives %s in every format', async (sample) => {
    const at = written(sample);
    const report: Analysis = JSON.parse(readFileSync(at('json'), 'utf8'));
    for (const { id, tables, extension, binary } of FORMATS) {
      const files = tables ? TABLES.map((table) => at(`${table.id}.${extension}`)) : [at(id)];
      for (const file of files) {
        if (!binary) expect([file, harmIn(extension, [readFileSync(file, 'utf8')])]).toEqual([file, []]);
        if (!tables) expect(statSync(file).size).toBeGreaterThan(500);
      }
    }
    for (const { id } of TABLES) await expectSameRows(at, id, report);
    await expectMarkdown(readFileSync(at('markdown'), 'utf8'), report);
    expectText(readFileSync(at('table'), 'utf8'), report);
  });
});

async function expectSameRows(at: (name: string) => string, id: string, report: Analysis): Promise<void> {
  const parquet: Rows = await ask(`FROM '${at(`${id}.parquet`)}'`);
  const csv: Rows = await ask(`FROM read_csv('${at(`${id}.csv`)}', all_varchar = true, header = true)`);
  const lines = readFileSync(at(`${id}.ndjson`), 'utf8')
    .split('\n')
    .slice(0, -1);
  const wanted = ROWS[id](report);
  expect([id, parquet.length, csv.length, lines.length]).toEqual([id, wanted, wanted, wanted]);
  if (id !== 'flows') return;
  expect(lines.map((line) => JSON.parse(line))).toEqual(report.flows.top);
  const keys = (rows: Rows) => rows.map((row) => [row.id, row.a_ip, Number(row.bytesAB), Number(row.packetsBA)]);
  const listed = report.flows.top.map((flow) => [flow.id, flow.a.ip, flow.bytesAB, flow.packetsBA]);
  expect([keys(parquet), keys(csv)]).toEqual([listed, listed]);
}

async function expectMarkdown(text: string, { verdict, findings, capture }: Analysis): Promise<void> {
  const page = micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  expect(page).toContain(`<h1>Network capture: ${modeName(verdict)}, `);
  expect(page).toContain(`${capture.frames.toLocaleString('en')} packets`);
  expect(page.match(/<h3>/g)?.length ?? 0).toBe(findings.length);
  for (const { id } of findings) expect(page).toMatch(new RegExp(`<h3>[A-Z]+: ${id} `));
  expect(page).not.toMatch(/<a |<img|<del|<em/);
  const [, chart] = /^```mermaid\n(.*?)\n```$/ms.exec(text) ?? [];
  if (chart !== undefined) expect((await parseFlowchart(chart)).labels.length).toBeGreaterThan(1);
}

function expectText(text: string, { verdict, findings, flows }: Analysis): void {
  const last = text.trimEnd().split('\n').at(-1);
  expect(last).toContain(modeName(verdict));
  for (const { id } of findings) expect(text).toContain(id);
  expect(text).toContain(`FLOWS  ${flows.total.toLocaleString('en')} in all`);
}
