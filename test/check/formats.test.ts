import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { stepSummary } from '../../src/check/summary.ts';
import { inert } from '../../src/check/table.ts';
import { fileUri } from '../../src/check/uri.ts';
import { ipvlan } from '../report/fixtures.ts';
import { failed, hostile, INJECTION, judgedBy, passed, rendered, runOf } from './runs.ts';

const RUNS = { passed, failed, hostile, none: runOf([]) };
const runs = Object.entries(RUNS);
/** What may stand in no output: controls but the line feed, bidirectional overrides, lone surrogates. */
const UNSAFE = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2028]|\p{Surrogate}/u;

it.each(['table', 'json', 'junit', 'sarif', 'github', 'gitlab'])(
  '%s holds nothing that acts on a terminal',
  async (id) => {
    for (const [name, run] of runs) {
      const text = await rendered(id, run);
      expect(text.match(UNSAFE), name).toBeNull();
      expect(text.at(-1), name).toBe('\n');
    }
  },
);

it.each(runs)('junit of the run %s keeps to the XSD', async (_, run) => {
  const schema = readFileSync('test/schemas/junit.xsd', 'utf8');
  const contents = await rendered('junit', run);
  const { valid, errors } = await validateXML({ xml: [{ fileName: 'junit.xml', contents }], schema: [schema] });
  expect(errors.map(({ message }) => message)).toEqual([]);
  expect(valid).toBe(true);
});

it('the XSD refuses what is no JUnit', async () => {
  const schema = readFileSync('test/schemas/junit.xsd', 'utf8');
  const contents = (await rendered('junit', failed)).replace(/ tests="\d+"/, '');
  expect((await validateXML({ xml: [{ fileName: 'junit.xml', contents }], schema: [schema] })).valid).toBe(false);
});

it('junit counts what failed and what could not be judged', async () => {
  const text = await rendered('junit', failed);
  expect(text.match(/<failure /g)?.length).toBe(failed.totals.failed);
  expect(text.match(/<error /g)?.length).toBe(1);
  expect(text).toContain('expected: macvlan\nfound: ipvlan');
});

const sarifSchema = JSON.parse(readFileSync('test/schemas/sarif-2.1.0-rtm.5.json', 'utf8'));
// The draft-04 keyword for the identifier; nothing else in it differs for ajv.
delete sarifSchema.id;
delete sarifSchema.$schema;
const validSarif = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(sarifSchema);

it.each(runs)('sarif of the run %s keeps to the schema of 2.1.0', async (_, run) => {
  const log = JSON.parse(await rendered('sarif', run));
  expect(validSarif(log), JSON.stringify(validSarif.errors)).toBe(true);
});

it('the schema of SARIF refuses what is none', () => {
  expect(validSarif({ version: '2.1.0', runs: [{ tool: {}, results: [] }] })).toBe(false);
});

it('sarif points at captures, and its rules have the help of the handbook', async () => {
  const [{ tool, results, artifacts }] = JSON.parse(await rendered('sarif', failed)).runs;
  const duplicate = results.find((result: { ruleId: string }) => result.ruleId === 'duplicate-ip');
  expect(tool.driver.rules[duplicate.ruleIndex].help.text.length).toBeGreaterThan(100);
  expect(duplicate.locations[0].physicalLocation.artifactLocation).toEqual({ uri: 'samples/pod.pcap', index: 0 });
  expect(artifacts.length).toBe(3);
  expect(duplicate.partialFingerprints['netsight/v1']).toMatch(/^[0-9a-f]{16}$/);
  expect(duplicate.message.text).toMatch(/frames? \d/);
});

it('gitlab has the fields that GitLab reads, each fingerprint once', async () => {
  const issues = JSON.parse(await rendered('gitlab', failed));
  for (const issue of issues) {
    expect(Object.keys(issue).sort()).toEqual(['check_name', 'description', 'fingerprint', 'location', 'severity']);
    expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(issue.severity);
    expect(issue.location).toEqual({ path: expect.any(String), lines: { begin: 1 } });
  }
  expect(new Set(issues.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size).toBe(issues.length);
  expect(JSON.parse(await rendered('gitlab', passed)).length).toBe(0);
});

it('github annotates the line of the expectation and the capture of a finding, the worst first', async () => {
  const lines = (await rendered('github', failed)).trimEnd().split('\n');
  expect(lines[0]).toContain('::error file=none.pcap,line=1,title=not judged::');
  expect(lines[1]).toMatch(/^::error file=samples\/pod\.pcap,line=1,title=duplicate-ip 172/);
  expect(lines[2]).toMatch(
    /^::error file=netsight\.yaml,line=3,title=verdict\.mode::samples\/pod\.pcap: expected macvlan, found ipvlan/,
  );
  expect(lines.at(-1)).toBe('netsight check: 3 of 5 failed; 2 noted; 1 capture could not be judged');
});

it('github annotates ten of a kind at most, and counts the rest', async () => {
  const many = Array.from({ length: 30 }, (_, i) => `flows.top[${i}].proto: none`);
  const run = runOf([await judgedBy('a.pcap', ipvlan, ...many)]);
  const text = await rendered('github', run);
  expect(text.match(/^::error /gm)?.length).toBe(10);
  expect(text).toContain('21 more of kind error are not annotated');
});

it('github lets no name become a command of its own', async () => {
  const lines = (await rendered('github', hostile)).trimEnd().split('\n');
  const own = /^::(error|warning|notice) file=[^:,]*,line=\d+,title=[^:,]*::/;
  for (const line of lines) expect(own.test(line) || !/^\s*::|##\[/.test(line), line).toBe(true);
});

it('the table lets no name become a command of the runner', async () => {
  for (const width of [60, 80, 160]) {
    const lines = (await rendered('table', hostile, { width })).split('\n');
    for (const line of lines) expect(line).not.toMatch(/^\s*::[a-z-]+[ :]|##\[/i);
  }
  expect(inert('  ::1 is an address')).toBe('  ::1 is an address');
});

it('the table has one line for each expectation, and the outcome on the last', async () => {
  await expect(await rendered('table', failed)).toMatchFileSnapshot('../golden/check-failed-80.txt');
});

it('the table keeps to its width and to ASCII where asked', async () => {
  const text = await rendered('table', hostile, { unicode: false });
  expect(text).toMatch(/^[\x0a\x20-\x7e]*$/);
  for (const line of (await rendered('table', failed)).split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

it('json is the run itself', async () => {
  for (const [, run] of runs) expect(JSON.parse(await rendered('json', run))).toEqual(JSON.parse(JSON.stringify(run)));
});

it('the step summary keeps to its size, and says what it leaves out', () => {
  const [capture] = failed.captures;
  const run = runOf(Array.from({ length: 500 }, () => capture));
  const text = stepSummary(run, 50_000);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(50_000);
  expect(text).toMatch(/\d+ more captures do not fit here/);
  expect(stepSummary(failed, 50_000)).toContain('| **fail** | verdict.mode | macvlan | ipvlan |');
});

it('the step summary holds no markup of others', () => {
  const text = stepSummary(hostile, 1_000_000);
  expect(text.match(UNSAFE)).toBeNull();
  const outsideOfCode = text.replaceAll(/`[^`]*`|<code>.*?<\/code>/g, '');
  expect(outsideOfCode).not.toMatch(/[<>[\]@]|^# heading|^::/m);
});

it.each([
  ['samples/a b.pcap', 'samples/a%20b.pcap'],
  ['./a.pcap', 'a.pcap'],
  ['/tmp/ü#?.pcap', 'file:///tmp/%C3%BC%23%3F.pcap'],
  ['C:\\caps\\a.pcap', 'file:///C:/caps/a.pcap'],
  ['javascript:alert(1)', 'javascript%3Aalert(1)'],
  ['-', 'stdin'],
  ['\ud800', '%EF%BF%BD'],
])('%j is the URI %s', (path, uri) => expect(fileUri(path)).toBe(uri));

it('the hostile run is hostile', () =>
  expect(JSON.stringify(hostile)).toContain(JSON.stringify(INJECTION).slice(1, -1)));
