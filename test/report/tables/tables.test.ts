import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import type { Analysis, Flow } from '../../../src/report/analysis.ts';
import type { Lists, Piece, RenderOptions } from '../../../src/report/format.ts';
import { FORMATS } from '../../../src/report/registry.ts';
import { write as writeParquet } from '../../../src/report/tables/parquet.ts';
import { TABLES } from '../../../src/report/tables/registry.ts';
import { cleanValue, type Kind, type Value } from '../../../src/report/tables/table.ts';
import { parseCsv } from '../../helpers/csv.ts';
import { ask } from '../../helpers/duckdb.ts';
import { empty, everything, flannel, HOSTILE, hostile, ipvlan, withText } from '../fixtures.ts';

const OPTIONS: RenderOptions = { width: 80, color: false, unicode: true, top: 10 };
const SAMPLES = { empty, ipvlan, flannel, hostile };
const CASES = Object.entries(SAMPLES).flatMap(([name, report]) =>
  TABLES.map(({ id }) => [id, name, report] as [string, string, Analysis]),
);

const folder = mkdtempSync(join(tmpdir(), 'netsight-tables-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function pieces(format: string, table: string, report: Analysis, options = OPTIONS): Promise<Piece[]> {
  const render = await FORMATS.find(({ id }) => id === format)?.load(table);
  return [...(render?.(report, options) ?? [])];
}

async function fileOf(format: string, table: string, report: Analysis): Promise<string> {
  const path = join(folder, `${table}.${format}`);
  const parts = await pieces(format, table, report);
  writeFileSync(path, Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array))));
  return path;
}

/** A time as DuckDB writes it. */
const asTime = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace('T', ' ').replace(/\.?0*Z$/, '') : value;

/** What DuckDB makes JSON of a value of that kind. */
function asRead(kind: Kind, value: Value): unknown {
  const clean = cleanValue(value);
  if (clean === null) return null;
  if (kind === 'time') return asTime(clean);
  return kind === 'count' ? String(clean) : clean;
}

async function expected(id: string, report: Analysis): Promise<Record<string, unknown>[]> {
  const table = await TABLES.find((one) => one.id === id)?.load();
  return Array.from(table?.rows(report, OPTIONS) ?? [], (row) =>
    Object.fromEntries(table?.columns.map(([name, kind, value]) => [name, asRead(kind, value(row))]) ?? []),
  );
}

it.each(CASES)('gives %s of %s as Parquet that DuckDB reads', async (id, _, report) => {
  const wanted = await expected(id, report);
  expect(await ask(`FROM '${await fileOf('parquet', id, report)}'`)).toEqual(wanted);
});

it.each(CASES)('gives %s of %s as CSV with the same cells', async (id, _, report) => {
  const path = await fileOf('csv', id, report);
  const wanted = (await expected(id, report)).map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, asCell(name, value)])),
  );
  const read = await ask(`FROM read_csv('${path}', all_varchar = true, nullstr = '', auto_detect = false,
    header = true, delim = ',', quote = '"', escape = '"', columns = ${await columnTypes(id)})`);
  const rows = read.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, name.match(/^(first|last)/) ? asTime(value) : value]),
    ),
  );
  expect(rows).toEqual(wanted);
});

async function columnTypes(id: string): Promise<string> {
  const table = await TABLES.find((one) => one.id === id)?.load();
  return `{${table?.columns.map(([name]) => `'${name}': 'VARCHAR'`).join(', ')}}`;
}

function asCell(name: string, value: unknown): unknown {
  if (value === null || value === '' || (Array.isArray(value) && value.join('') === '')) return null;
  const text = Array.isArray(value) ? value.join(';') : String(value);
  return /^[=+\-@]/.test(text) && name !== 'count' ? `'${text}` : text;
}

it.each(CASES)('gives %s of %s as ndjson, one object of the report a line', async (id, _, report) => {
  const table = await TABLES.find((one) => one.id === id)?.load();
  const text = (await pieces('ndjson', id, report)).join('');
  const lines = text.split('\n').slice(0, -1);
  expect(lines.map((line) => JSON.parse(line))).toEqual([...(table?.rows(report, OPTIONS) ?? [])]);
  expect(text).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
});

it('has typed columns in Parquet', async () => {
  const path = await fileOf('parquet', 'flows', ipvlan);
  const types = Object.fromEntries(
    (await ask(`DESCRIBE FROM '${path}'`)).map((row) => [row.column_name, row.column_type]),
  );
  expect(types).toMatchObject({
    first: 'TIMESTAMP_NS',
    bytesAB: 'UBIGINT',
    a_port: 'UINTEGER',
    tcp_handshakeRttMs: 'DOUBLE',
    a_ip: 'VARCHAR',
  });
});

it('keeps counters up to 2^53, identifiers up to 2^32 and times until 2262', async () => {
  const [flow] = ipvlan.flows.top;
  const tunnel = { type: 'gre', id: 2 ** 32 - 1 };
  const large = { ...flow, bytesAB: Number.MAX_SAFE_INTEGER, tunnel, first: '2262-04-11T23:47:16.854775807Z' };
  const top = [large, { ...large, first: '9999-12-31T23:59:59.999999999Z', last: '1969-12-31T23:59:59.999999999Z' }];
  const path = await fileOf('parquet', 'flows', { ...ipvlan, flows: { ...ipvlan.flows, top } });
  expect(await ask(`SELECT bytesAB, tunnel_id, first, epoch_ns(last) AS ns FROM '${path}'`)).toMatchObject([
    { bytesAB: '9007199254740991', tunnel_id: 4294967295, first: '2262-04-11 23:47:16.854775807' },
    { first: null, ns: '-1' },
  ]);
});

it('writes row groups before it has read all rows', async () => {
  let given = 0;
  function* flows(): Iterable<Flow> {
    for (; given < 40_000; given++) yield ipvlan.flows.top[0];
  }
  const table = await TABLES[0].load();
  const parts: Uint8Array[] = [];
  for (const part of writeParquet(table, flows())) {
    if (parts.length === 0) expect(given).toBeLessThan(20_000);
    parts.push(part as Uint8Array);
  }
  const path = join(folder, 'long.parquet');
  writeFileSync(path, Buffer.concat(parts));
  expect(await ask(`SELECT count(*) AS rows, sum(bytesAB) AS bytes FROM '${path}'`)).toEqual([
    { rows: '40000', bytes: String(40_000 * ipvlan.flows.top[0].bytesAB) },
  ]);
  expect(await ask(`SELECT count(DISTINCT row_group_id) AS groups FROM parquet_metadata('${path}')`)).toEqual([
    { groups: '3' },
  ]);
});

it.each(['csv', 'ndjson'])('takes rows of %s from the long lists, all or as many as asked for', async (format) => {
  const [flow] = ipvlan.flows.top;
  const lists: Lists = {
    top: 1,
    flows: (top) => Array.from({ length: Math.min(top, 500) }, () => flow),
    endpoints: (top) => ({ ...ipvlan.endpoints, macs: ipvlan.endpoints.macs.slice(0, top) }),
  };
  const header = format === 'csv' ? 1 : 0;
  expect(await pieces(format, 'flows', empty, { ...OPTIONS, lists })).toHaveLength(500 + header);
  expect(await pieces(format, 'flows', empty, { ...OPTIONS, lists, rows: 7 })).toHaveLength(7 + header);
  expect(await pieces(format, 'flows', ipvlan, { ...OPTIONS, rows: 1 })).toHaveLength(1 + header);
});

it('has no cell in CSV that a spreadsheet computes, and no control character, whatever the strings', async () => {
  const active = fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n",;|\'＝a'), minLength: 1, maxLength: 8 });
  const word = fc.oneof(active, fc.string({ unit: 'binary', maxLength: 12 }));
  const check = async (text: string): Promise<void> => {
    for (const { id } of TABLES) {
      const csv = (
        await pieces(
          'csv',
          id,
          withText(everything, () => text),
        )
      ).join('');
      const records = parseCsv(csv);
      expect(new Set(records.map(({ length }) => length)).size).toBe(1);
      expect(records.flat().filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
      expect(csv).not.toMatch(/[\0-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/);
    }
  };
  await fc.assert(fc.asyncProperty(word, check), { numRuns: 60 });
});

it('shows hostile text readable in CSV', async () => {
  const csv = (await pieces('csv', 'findings', hostile)).join('');
  expect(csv).toContain('\\x1b[31mred');
  expect(csv).not.toContain(HOSTILE);
});
