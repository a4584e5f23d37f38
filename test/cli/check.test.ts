import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { FOLDER, netsight, put, SMALL, started } from './netsight.ts';

const at = (name: string): string => join(FOLDER, name);
const text = (name: string, ...lines: string[]): string => {
  writeFileSync(at(name), lines.map((line) => `${line}\n`).join(''));
  return name;
};
const sample = (name: string): string => join(process.cwd(), 'samples', name);

beforeAll(() => {
  put('small.pcap', SMALL);
  put('cut.pcap', SMALL.subarray(0, SMALL.length - 7));
  put('none.pcap', new TextEncoder().encode('this is no capture, but a text'));
  text('three.yaml', 'captures:', '  "*.pcap":', '    capture.frames: 3');
  text('four.yaml', 'captures:', '  "*.pcap":', '    capture.frames: 4');
});

it('answers 0 when everything is as expected, 1 when not, and says what', () => {
  const good = netsight(['check', 'small.pcap', '--expect', 'three.yaml']);
  expect([good.status, good.stderr]).toEqual([0, '']);
  expect(good.stdout).toContain('pass  capture.frames: 3');
  const bad = netsight(['check', 'small.pcap', '--expect', 'four.yaml']);
  expect(bad.status).toBe(1);
  expect(bad.stdout).toContain('FAIL  capture.frames: expected 4, found 3');
});

it('judges each capture by itself', () => {
  put('twin.pcap', SMALL);
  const { stdout, status } = netsight(['check', 'small.pcap', 'twin.pcap', '--expect', 'three.yaml', '-f', 'json']);
  const { captures, totals, schema } = JSON.parse(stdout);
  expect([status, schema, totals.passed]).toEqual([0, 'netsight.check/1', 2]);
  expect(captures.map(({ path, frames }: { path: string; frames: number }) => [path, frames])).toEqual([
    ['small.pcap', 3],
    ['twin.pcap', 3],
  ]);
});

it.each([
  ['damage', ['cut.pcap'], 4, ['cut.yaml']],
  ['a failed expectation before damage', ['cut.pcap'], 1, ['four.yaml']],
  ['an unreadable capture before a failed expectation', ['none.pcap', 'small.pcap'], 3, ['four.yaml']],
  ['a capture that is not there', ['missing.pcap', 'small.pcap'], 3, ['three.yaml']],
])('answers the first code that holds: %s', (_, captures, code, [file]) => {
  text('cut.yaml', 'captures:', '  "*.pcap":', '    capture.frames: 2');
  const { status, stdout } = netsight(['check', ...captures, '--expect', file]);
  expect(status).toBe(code);
  expect(stdout).toContain('capture.frames');
});

it.each([
  [
    'a mistake in the file',
    ['--expect', 'wrong.yaml'],
    "wrong.yaml:3:5: there is no 'mod' in verdict, did you mean 'mode'?",
  ],
  ['a file that is not there', ['--expect', 'nowhere.yaml'], 'cannot read nowhere.yaml'],
  ['--update without a file', ['--update'], '--expect FILE'],
  ['--update with a report', ['--update', '--expect', 'three.yaml', '-f', 'json'], 'leave out --format'],
  ['an unknown format', ['--format', 'junti'], "did you mean 'junit'?"],
  ['an unknown severity', ['--fail-on', 'grave'], 'none'],
  ['a baseline of an impossible name', ['--baseline', 'x'.repeat(300)], 'there is no xxx'],
  ['a baseline that is not there', ['--baseline', 'nowhere.json'], 'there is no nowhere.json'],
  ['a baseline that is no report', ['--baseline', 'other.json'], 'other.json is no report of netsight'],
])('answers 2 for %s, and prints nothing', (_, args, message) => {
  text('wrong.yaml', 'captures:', '  "*.pcap":', '    verdict.mod: x');
  text('other.json', '{}');
  const { status, stdout, stderr } = netsight(['check', 'small.pcap', ...args]);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
});

it('fails on an error that nobody expects, and not on one that the file names', () => {
  const capture = sample('duplicate-ip-pod.pcap');
  expect(netsight(['check', capture]).status).toBe(1);
  expect(netsight(['check', capture, '--fail-on', 'none']).status).toBe(0);
  expect(netsight(['check', capture, '--fail-on', 'critical']).status).toBe(0);
  text('known.yaml', 'captures:', '  "duplicate-*.pcap":', '    findings[].id: [duplicate-ip]');
  expect(netsight(['check', capture, '--expect', 'known.yaml']).status).toBe(0);
});

it('writes the file that holds, and says what changed in it later', () => {
  const capture = sample('ipvlan-l2-pod.pcap');
  const made = netsight(['check', capture, 'small.pcap', '--expect', 'made.yaml', '--update']);
  expect([made.status, made.stdout]).toEqual([0, '']);
  expect(made.stderr).toContain('made.yaml: 0 values changed, 2 captures added');
  expect(netsight(['check', capture, 'small.pcap', '--expect', 'made.yaml']).status).toBe(0);
  writeFileSync(at('made.yaml'), readFileSync(at('made.yaml'), 'utf8').replace('mode: ipvlan', 'mode: bridge # why'));
  expect(netsight(['check', capture, '--expect', 'made.yaml']).status).toBe(1);
  expect(netsight(['check', capture, '--expect', 'made.yaml', '--update']).stderr).toContain('1 values changed');
  expect(readFileSync(at('made.yaml'), 'utf8')).toContain('mode: ipvlan # why');
});

it('tells globs that match nothing, and captures that none matches', () => {
  text('typo.yaml', 'captures:', '  "smal.pcap":', '    capture.frames: 3');
  const { status, stdout, stderr } = netsight(['check', 'small.pcap', '--expect', 'typo.yaml']);
  expect(status).toBe(0);
  expect(stdout).toContain('smal.pcap (line 2) matches none of these captures');
  expect(stderr).toContain('small.pcap: no expectation is for it');
});

it('compares with a baseline, a file or a folder of them', () => {
  mkdirSync(at('reports'), { recursive: true });
  netsight(['analyze', 'small.pcap', '--format', 'json=reports/small.json']);
  expect(netsight(['check', 'small.pcap', '--baseline', 'reports/small.json']).status).toBe(0);
  expect(netsight(['check', 'small.pcap', '--baseline', 'reports']).status).toBe(0);
  const drifted = netsight(['check', 'small.pcap', '--baseline', sample('ipvlan-l2-pod.json')]);
  expect([drifted.status, drifted.stdout]).toEqual([1, expect.stringContaining('FAIL  baseline protocols')]);
  expect(netsight(['check', 'small.pcap', 'cut.pcap', '--baseline', 'reports/small.json']).status).toBe(2);
});

it('writes several formats, and the step summary where GitHub wants one', () => {
  writeFileSync(at('step.md'), 'before\n');
  const { stdout } = netsight(
    [
      'check',
      'small.pcap',
      '--expect',
      'four.yaml',
      '-f',
      'github',
      '-f',
      'junit=j.xml',
      '-f',
      'sarif=s.sarif',
      '-f',
      'gitlab=g.json',
    ],
    { env: { GITHUB_STEP_SUMMARY: at('step.md') } },
  );
  expect(stdout).toMatch(/^::error file=four\.yaml,line=3,title=capture\.frames::small\.pcap: expected 4, found 3\n/);
  expect(readFileSync(at('j.xml'), 'utf8')).toContain('<failure ');
  expect(JSON.parse(readFileSync(at('s.sarif'), 'utf8')).version).toBe('2.1.0');
  expect(JSON.parse(readFileSync(at('g.json'), 'utf8')).length).toBe(1);
  expect(readFileSync(at('step.md'), 'utf8')).toMatch(/^before\n## netsight check/);
});

it('reads a capture from standard input', () => {
  text('stdin.yaml', 'captures:', '  "-":', '    capture.frames: 3');
  expect(netsight(['check', '-', '--expect', 'stdin.yaml'], { input: SMALL }).status).toBe(0);
});

it('reports the captures before an interruption, and answers 130', async () => {
  const child = started(['check', 'small.pcap', '-', 'small.pcap', '-f', 'json']);
  const pieces: Buffer[] = [];
  child.stdout?.on('data', (piece) => pieces.push(piece));
  // Long enough to be at the pipe, where nothing arrives.
  await new Promise((resolve) => setTimeout(resolve, 2500));
  child.kill('SIGINT');
  const [status] = await once(child, 'close');
  const { captures } = JSON.parse(Buffer.concat(pieces).toString());
  expect([status, captures.length, captures[0].error]).toEqual([130, 2, null]);
  expect(captures[1].error).toContain('interrupted');
}, 15_000);

it('says so when the step summary has an impossible name', () => {
  const env = { GITHUB_STEP_SUMMARY: at('x'.repeat(300)) };
  const { status, stderr } = netsight(['check', 'small.pcap', '--format', 'github'], { env });
  expect([status, stderr]).toEqual([2, expect.stringContaining('cannot write the step summary')]);
});
