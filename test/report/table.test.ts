import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Analysis } from '../../src/report/analysis.ts';
import type { RenderOptions } from '../../src/report/format.ts';
import { render } from '../../src/report/table.ts';
import { displayWidth } from '../../src/report/text/width.ts';
import { declared, empty, everything, flannel, hostile, ipvlan, withText } from './fixtures.ts';

const OPTIONS: RenderOptions = { width: 80, color: false, unicode: true, top: 10 };
const text = (report: Analysis, options: Partial<RenderOptions> = {}): string =>
  [...render(report, { ...OPTIONS, ...options })].join('');
const SAMPLES = { empty, ipvlan, declared, flannel, hostile };

it.each([
  ['ipvlan-80', ipvlan, {}],
  ['ipvlan-120-color', ipvlan, { width: 120, color: true }],
  ['ipvlan-80-ascii', ipvlan, { unicode: false }],
  ['flannel-80', flannel, {}],
  ['flannel-160', flannel, { width: 160 }],
  ['declared-80', declared, {}],
  ['empty-80', empty, {}],
  ['hostile-80', hostile, { top: 2 }],
] as const)('looks like table-%s.txt', async (name, report, options) => {
  await expect(text(report, options)).toMatchFileSnapshot(`../golden/table-${name}.txt`);
});

it.each(
  Object.entries(SAMPLES).flatMap(([name, report]) =>
    [60, 80, 120, 160].map((width) => [name, width, report] as const),
  ),
)('fits %s into %i columns', (_, width, report) => {
  const tooLong = text(report, { width })
    .split('\n')
    .filter((line) => displayWidth(line) > width);
  expect(tooLong).toEqual([]);
});

it('puts verdict and findings before everything else', () => {
  const headings = text(flannel).match(/^[A-Z][A-Z ]+(?= {2}|$)/gm);
  expect(headings).toEqual([
    'VERDICT',
    'FINDINGS',
    'BROADCAST',
    'SEGMENTS',
    'WHO HAS WHICH MAC',
    'TUNNELS',
    'FLOWS',
    'PROTOCOLS',
    'NOTES',
  ]);
});

it('says how much of all packets ARP is, where not all of them are Ethernet frames', () => {
  const l2 = { ...ipvlan.l2, frames: 10, arp: { ...ipvlan.l2.arp, frames: 40, unanswered: 1 } };
  const of = (frames: number): string => text({ ...ipvlan, l2, capture: { ...ipvlan.capture, frames } });
  expect(of(50)).toContain('of 10 frames');
  expect(of(50)).toContain('ARP 80% of all 50 packets, 1 unanswered');
  expect(text({ ...ipvlan, l2: { ...l2, frames: 80 }, capture: { ...ipvlan.capture, frames: 80 } })).toContain(
    'ARP 50%, 1 unanswered',
  );
});

it('says by which filter packets were chosen, where the captures are named', () => {
  const filter = 'tcp port 80 or vlan';
  expect(text({ ...ipvlan, filter }).split('VERDICT')[0]).toContain('only packets that match --filter: tcp port 80 or');
  expect(text(ipvlan)).not.toContain('--filter');
  expect(text({ ...ipvlan, filter: filter.repeat(100) }).split('VERDICT')[0].length).toBeLessThan(800);
});

it('sorts findings by severity and ends with the worst', () => {
  const report = text({ ...ipvlan, findings: [...ipvlan.findings].reverse() });
  expect(report.indexOf('CRITICAL')).toBeLessThan(report.indexOf('WARNING'));
  expect(report.trimEnd().split('\n').at(-1)).toBe(
    'CRITICAL duplicate-ip 172.16.10.2 · and 1 warning · ipvlan/l2 (97%)',
  );
});

it('does not alarm on the last line when there is information only', () => {
  expect(text(flannel).trimEnd().split('\n').at(-1)).toBe('vxlan/flannel (62%), nothing wrong; 1 info');
});

it('cuts lists by --top and says how much is left', () => {
  expect(text(flannel, { top: 3 })).toContain('… and 60,210 more (--top N)');
  expect(text(flannel, { top: 3 })).toContain('… and 23 more (--top N)');
  expect(text(flannel, { top: 100_000 })).toContain('… and 60,190 more (--top N)');
});

it('carries nothing by colour alone: without the colours it is the same text', () => {
  expect(text(ipvlan, { color: true }).replaceAll(/\x1b\[\d+m/g, '')).toBe(text(ipvlan));
});

it('writes ASCII only when it is asked to', () => {
  for (const report of Object.values(SAMPLES)) expect(text(report, { unicode: false })).toMatch(/^[\x20-\x7e\n]*$/);
});

it('writes no control character but line feeds, whatever the strings', () => {
  const harmless = (word: string): void => {
    expect(text(withText(everything, () => word))).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/);
  };
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), harmless), { numRuns: 60 });
});
