import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { problems } from '../report/validate.ts';
import { FOLDER, netsight, put, SMALL } from './netsight.ts';

const at = (name: string): string => join(FOLDER, name);

beforeAll(() => {
  put('small.pcap', SMALL);
  put('cut.pcap', SMALL.subarray(0, SMALL.length - 7));
  put('none.pcap', new TextEncoder().encode('this is no capture, but a text'));
});

it('prints a table and answers 0', () => {
  const { status, stdout, stderr } = netsight(['analyze', 'small.pcap']);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('10.0.0.2');
  expect(stdout.endsWith('\n')).toBe(true);
});

it('writes the JSON report of the schema', () => {
  const { status, stdout } = netsight(['analyze', 'small.pcap', '--format', 'json']);
  const report = JSON.parse(stdout);
  expect(status).toBe(0);
  expect(problems(report)).toEqual([]);
  expect([report.schema, report.capture.frames]).toEqual(['netsight.report/1', 3]);
});

it('writes each format where it is told to, and nothing elsewhere', () => {
  const { status, stdout } = netsight([
    'analyze',
    'small.pcap',
    '--format',
    'json=a.json',
    '--format',
    'markdown=b=c.md',
  ]);
  expect([status, stdout]).toEqual([0, '']);
  expect(problems(JSON.parse(readFileSync(at('a.json'), 'utf8')))).toEqual([]);
  expect(readFileSync(at('b=c.md'), 'utf8')).toContain('#');
});

it('replaces the file of -o as a whole, and leaves no part behind', () => {
  writeFileSync(at('out.json'), 'old');
  expect(netsight(['analyze', 'small.pcap', '--format', 'json', '-o', 'out.json']).status).toBe(0);
  expect(JSON.parse(readFileSync(at('out.json'), 'utf8')).capture.frames).toBe(3);
  expect(readdirSync(FOLDER).filter((name) => name.endsWith('.part'))).toEqual([]);
});

it('leaves an old file alone when there is nothing to write', () => {
  writeFileSync(at('kept.json'), 'old');
  expect(netsight(['analyze', 'none.pcap', '--format', 'json', '-o', 'kept.json']).status).toBe(3);
  expect(readFileSync(at('kept.json'), 'utf8')).toBe('old');
});

it('answers 2 when the report cannot be written', () => {
  mkdirSync(at('folder'), { recursive: true });
  for (const target of ['nowhere/out.txt', 'folder']) {
    const { status, stderr } = netsight(['analyze', 'small.pcap', '-o', target]);
    expect([status, stderr]).toEqual([2, expect.stringContaining(`cannot write ${target}`)]);
  }
  expect(readdirSync(FOLDER).filter((name) => name.endsWith('.part'))).toEqual([]);
});

it.each([
  ['no such file', ['missing.pcap'], 'does not exist'],
  ['no capture', ['none.pcap'], 'not a pcap or pcapng capture'],
  ['a good one and none', ['small.pcap', 'none.pcap'], 'not a pcap or pcapng capture'],
])('answers 3 for %s, and says so', (_, captures, message) => {
  const { status, stdout, stderr } = netsight(['analyze', ...captures]);
  expect([status, stdout]).toEqual([3, '']);
  expect(stderr).toMatch(/^netsight: /);
  expect(stderr).toContain(message);
});

it('answers 4 for a damaged capture, with the report of what could be read', () => {
  const { status, stdout, stderr } = netsight(['analyze', 'cut.pcap', '--format', 'json']);
  const report = JSON.parse(stdout);
  expect([status, report.capture.frames, report.inputs[0].complete]).toEqual([4, 2, false]);
  expect(stderr).toContain(`${report.inputs[0].damage[0].code} at byte`);
  expect(netsight(['analyze', 'cut.pcap', '--quiet']).stderr).toBe('');
});

it.each([
  ['an unknown option', ['small.pcap', '--frobnicate'], '--frobnicate'],
  ['an unknown format', ['small.pcap', '--format', 'xml'], 'there are table, json'],
  ['two formats on standard output', ['small.pcap', '--format', 'json', '--format', 'table'], 'only one'],
  ['a format without its file', ['small.pcap', '--format', 'json='], 'file name'],
  ['-o beside formats that all have files', ['small.pcap', '--format', 'json=x.json', '-o', 'y.txt'], '-o'],
  ['no capture', [], 'capture'],
  ['a list length that is no number', ['small.pcap', '--top', '-1'], '--top'],
  ['a port beyond the last', ['small.pcap', '--port-vxlan', '65536'], '65535'],
  ['an unknown severity', ['small.pcap', '--fail-on', 'grave'], 'critical'],
  ['an unknown colour', ['small.pcap', '--color', 'blue\u001b[31m'], "not 'blue\\x1b[31m'"],
  ['a table where no format is one', ['small.pcap', '--table', 'flows'], 'csv, ndjson or parquet'],
  ['one table for a folder', ['small.pcap', '--format', 'csv=one/', '--table', 'flows'], 'all tables'],
  ['an unknown table', ['small.pcap', '--format', 'csv', '--table', 'hosts'], 'endpoints'],
  ['a bound where no format keeps to it', ['small.pcap', '--max-bytes', '5000'], '--format markdown'],
  ['a bound too small', ['small.pcap', '--format', 'markdown', '--max-bytes', '999'], 'takes 1000 bytes or more'],
  ['a bound that is none', ['small.pcap', '--format', 'markdown', '--max-bytes', 'x\u001b[31m'], "not 'x\\x1b[31m'"],
  ['an empty filter', ['small.pcap', '--filter', ' '], '--filter'],
  ['too little memory', ['small.pcap', '--max-memory', '100M'], 'at least 180 MB are needed'],
  ['an amount of memory that is none', ['small.pcap', '--max-memory', 'lots'], 'such as 800M or 2G'],
])('answers 2 for %s, and prints no report', (_, args, message) => {
  const { status, stdout, stderr } = netsight(['analyze', ...args]);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
});

it('says the same within little memory when all flows fit', () => {
  const report = (args: string[]): unknown =>
    JSON.parse(netsight(['analyze', 'small.pcap', '-f', 'json', ...args]).stdout);
  expect(report(['--max-memory', '200M'])).toEqual(report([]));
});

it('points at the place where a filter is wrong', () => {
  const { status, stderr } = netsight(['analyze', 'small.pcap', '--filter', 'host 10.0.0.1 and prot 80']);
  const lines = stderr.split('\n');
  const shown = lines.findIndex((line) => line.includes('host 10.0.0.1 and prot 80'));
  expect([status, shown >= 0]).toEqual([2, true]);
  expect(lines[shown + 1].indexOf('^')).toBe(lines[shown].indexOf('prot'));
});

it('keeps to the filter', () => {
  const { stdout } = netsight(['analyze', 'small.pcap', '--filter', 'tcp', '--format', 'json']);
  const { capture, inputs } = JSON.parse(stdout);
  expect([capture.frames, inputs[0].frames]).toEqual([1, 3]);
});

it('lists on a page what a screen has no room for, unless --top says otherwise', () => {
  const sample = join(process.cwd(), 'samples/flannel-vxlan-uplink.pcap');
  const flows = (...more: string[]): number => {
    const { stdout } = netsight(['analyze', sample, '--format', 'html', ...more]);
    const [, body = ''] = stdout.split('aria-label="Largest flows"');
    return body.split('</tbody>')[0].match(/<tr><td/g)?.length ?? 0;
  };
  // 18 of the 31 flows carry the others, 12 of them among the 20 largest.
  expect([flows(), flows('--top', '20')]).toEqual([13, 8]);
});

it('cuts lists with --top, and no totals', () => {
  const { flows } = JSON.parse(netsight(['analyze', 'small.pcap', '--top', '1', '--format', 'json']).stdout);
  expect([flows.top.length, flows.total]).toEqual([1, 2]);
});

it('reads a directory', () => {
  mkdirSync(at('rotated'), { recursive: true });
  for (const name of ['b.pcap', 'a.pcap']) put(`rotated/${name}`, SMALL);
  const { capture, inputs } = JSON.parse(netsight(['analyze', 'rotated', '--format', 'json']).stdout);
  expect([capture.frames, inputs.length]).toEqual([6, 2]);
});

it('shows no control character of a file name', () => {
  const name = 'evil\u001b]0;x\u0007\n.pcap';
  expect(netsight(['analyze', name]).stderr).not.toMatch(/[\u001b\u0007]/);
  put(name, SMALL.subarray(0, SMALL.length - 3));
  const { status, stdout, stderr } = netsight(['analyze', name, '--color', 'never']);
  expect([status, existsSync(at(name))]).toEqual([4, true]);
  expect(stdout + stderr).not.toMatch(/[\u001b\u0007]/);
});

it('writes all tables into a folder, whole though the report is cut', () => {
  const formats = ['--format', 'csv=tables/', '--format', 'parquet=tables', '--format', 'json=cut.json'];
  expect(netsight(['analyze', 'small.pcap', ...formats]).status).toBe(0);
  expect(readdirSync(at('tables')).sort()).toEqual(
    ['csv', 'parquet'].flatMap((end) => ['endpoints', 'findings', 'flows'].map((table) => `${table}.${end}`)).sort(),
  );
  const lines = (name: string): number => readFileSync(at(name), 'utf8').split('\r\n').length - 2;
  expect([lines('tables/flows.csv'), lines('tables/endpoints.csv')]).toEqual([2, 4]);
  expect(netsight(['analyze', 'small.pcap', '--top', '1', '--format', 'csv=tables/']).status).toBe(0);
  expect([lines('tables/flows.csv'), lines('tables/endpoints.csv')]).toEqual([1, 2]);
});

it('makes no folder for tables of a capture that cannot be read', () => {
  put('no-capture.pcap', new TextEncoder().encode('this is no capture, but a text'));
  expect(netsight(['analyze', 'no-capture.pcap', '--format', 'csv=never/in/']).status).toBe(3);
  expect(existsSync(at('never'))).toBe(false);
  expect(netsight(['analyze', 'small.pcap', '--format', 'csv=never/in/']).status).toBe(0);
  expect(readdirSync(at('never/in'))).toHaveLength(3);
});

it.each([
  ['below a file', 'small.pcap/in/'],
  ['that is a file', 'small.pcap/'],
  ['where none can be made', '/proc/none/'],
])('answers 2 for a folder %s', (_, folder) => {
  const { status, stdout, stderr } = netsight(['analyze', 'small.pcap', '--format', `csv=${folder}`]);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain('cannot write into the folder');
});

it('says with --verbose how many packets it read, whatever the filter keeps', () => {
  const { stderr } = netsight(['analyze', 'small.pcap', '--verbose', '--filter', 'arp']);
  expect(stderr).toBe('netsight: 3 packets read in 1 thread\n');
});

it('writes the table that is asked for', () => {
  const { status, stdout } = netsight(['analyze', 'small.pcap', '--format', 'ndjson', '--table', 'endpoints']);
  const kinds = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).kind);
  expect([status, new Set(kinds)]).toEqual([0, new Set(['mac', 'ip'])]);
});

it('gives the same JSON however many flows are asked for and whatever else is written', () => {
  const report = (...args: string[]): string => netsight(['analyze', 'small.pcap', '--format', 'json', ...args]).stdout;
  expect(report('--top', '1000000')).toBe(report());
  expect(report('--format', 'table=beside.txt')).toBe(report());
});

it('keeps a Markdown report within --max-bytes, and within what a ticket takes without it', () => {
  const report = (...args: string[]) => netsight(['analyze', 'small.pcap', '--format', 'markdown', ...args]).stdout;
  expect(Buffer.byteLength(report('--max-bytes', '1kB'))).toBeLessThanOrEqual(1000);
  expect(report('--max-bytes', '1kB')).toContain('`--max-bytes 0` shows all');
  expect(report('--max-bytes', '0')).toBe(report());
});
