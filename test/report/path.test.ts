import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PathError, parsePath, valuesAt } from '../../src/report/path.ts';
import { pathEntries, pathTable } from '../../src/report/schema/paths.ts';
import { declared, empty, everything, flannel, ipvlan } from './fixtures.ts';

const at = (report: object, text: string): unknown[] => valuesAt(report, parsePath(text)).map(({ value }) => value);

it('knows the paths of the schema (npm run schema)', () => {
  expect(readFileSync('src/report/report-paths.ts', 'utf8')).toBe(pathTable());
});

it.each([
  ['verdict.mode', ['ipvlan']],
  ['findings[].id', ['duplicate-ip', 'arp-unanswered']],
  ['findings[id=duplicate-ip].severity', ['critical']],
  ['findings[id=mtu-blackhole].severity', []],
  ['findings.length', [2]],
  ['inputs[0].format', ['pcap']],
  ['inputs[7].format', []],
  ['protocols.vxlan', [0]],
  ['verdict.candidates[].probability', [0.97, 0.02, 0.01]],
  ['declared.attachments[].name', []],
  ['declared.attachments.length', [0]],
])('%s of the ipvlan report is %j', (path, values) => {
  expect(at(ipvlan, path)).toEqual(values);
});

it('finds null inside of what is null', () => {
  expect(at(empty, 'verdict.vantage.id')).toEqual([null]);
  expect(at(declared, 'declared.attachments[].vlan')).toEqual([100, null]);
});

it('brings the frames of the finding that a value belongs to', () => {
  const [first] = valuesAt(ipvlan, parsePath('findings[].id'));
  expect(first.proof.flatMap(({ frames }) => frames).length).toBeGreaterThan(0);
  expect(valuesAt(ipvlan, parsePath('flows.total'))[0].proof).toEqual([]);
});

it('names each value of a full report, and only scalars of the kind it promises', () => {
  const kinds = new Map(pathEntries().map(({ path, kind }) => [path, kind]));
  for (const [path, kind] of kinds) {
    if (kind === 'list') continue;
    for (const report of [everything, flannel, empty])
      for (const value of at(report, path.replace('*', 'tcp')))
        expect([kind.replace('?', ''), ...(kind.endsWith('?') ? ['object'] : [])], path).toContain(
          kind === 'any' ? 'any' : typeof value,
        );
  }
});

it.each([
  ['verdict.mod', "there is no 'mod' in verdict, did you mean 'mode'?"],
  ['Verdict.mode', "did you mean 'verdict'?"],
  ['l2.perinterface[].frames', "did you mean 'perInterface'?"],
  ['verdict', 'is a group; say which of its values: mode, submode'],
  ['findings', 'is a list; say findings.length'],
  ['findings.id', 'findings is a list: findings[].id'],
  ['findings[ID=x].id', "entries of findings have no 'ID', did you mean 'id'?"],
  ['verdict[0].mode', 'verdict is no list'],
  ['verdict.mode.x', "there is no 'x' in verdict.mode"],
  ['verdict.length', "there is no 'length' in verdict"],
  ['a..b', 'is no path'],
  ['.verdict', 'begins with a dot'],
  ['findings[', 'is no path'],
  ['', 'is a group'],
  ['\u001b[31m', '\\x1b'],
  ['findings[id=\u001b].count', 'is no path'],
  ['a'.repeat(500), 'is no path'],
  ['constructor', "there is no 'constructor'"],
  ['__proto__.x', "there is no '__proto__'"],
])('refuses %j', (path, message) => {
  expect(() => parsePath(path)).toThrow(PathError);
  expect(() => parsePath(path)).toThrow(message);
});
