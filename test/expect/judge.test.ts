import { expect, it } from 'vitest';
import { empty, everything, HOSTILE, ipvlan, withText } from '../report/fixtures.ts';
import { judged } from './expectations.ts';

it.each([
  ['verdict.mode: ipvlan', 'verdict.mode: macvlan'],
  ['verdict.identifiable: true', 'verdict.identifiable: false'],
  ['verdict.submode: l2', 'verdict.submode: null'],
  ['verdict.mode: { oneOf: [ipvlan, bridge] }', 'verdict.mode: { oneOf: [bridge] }'],
  ['verdict.mode: { none: [bridge] }', 'verdict.mode: { none: [bridge, ipvlan] }'],
  ['verdict.confidence: { min: 0.97 }', 'verdict.confidence: { min: 0.9701 }'],
  ['verdict.confidence: { max: 0.97 }', 'verdict.confidence: { max: 0.9699 }'],
  ['verdict.confidence: { min: 0.9, max: 0.98 }', 'verdict.confidence: { min: 0.9, max: 0.95 }'],
  ['verdict.confidence: { equals: 0.95, tolerance: 0.03 }', 'verdict.confidence: { equals: 0.95, tolerance: 0.01 }'],
  ['flows.total: { equals: 30, tolerance: 5% }', 'flows.total: { equals: 9, tolerance: 5% }'],
  ['verdict.summary: { contains: station address }', 'verdict.summary: { contains: Station Address }'],
  ['verdict.summary: { matches: "^Two .*L2" }', 'verdict.summary: { matches: "^two" }'],
  ['findings[].id: [arp-unanswered, duplicate-ip]', 'findings[].id: [duplicate-ip]'],
  ['findings[].id: { contains: duplicate-ip }', 'findings[].id: { contains: mtu-blackhole }'],
  [
    'findings[].id: { contains: [duplicate-ip, arp-unanswered] }',
    'findings[].id: { contains: [duplicate-ip, l2-loop] }',
  ],
  ['findings[].id: { none: [l2-loop] }', 'findings[].id: { none: [l2-loop, duplicate-ip] }'],
  ['findings[].count: { min: 1 }', 'findings[].count: { max: 1 }'],
  ['findings[id=duplicate-ip].severity: critical', 'findings[id=duplicate-ip].severity: error'],
  ['findings.length: 2', 'findings.length: 0'],
  ['protocols.vxlan: 0', 'protocols.vxlan: { min: 1 }'],
])('%s holds of the ipvlan report; %s does not', async (holds, fails) => {
  expect((await judged(holds, ipvlan)).holds).toBe(true);
  expect((await judged(fails, ipvlan)).holds).toBe(false);
});

it('counts values that are listed twice', async () => {
  const twice = { ...ipvlan, findings: [ipvlan.findings[0], ipvlan.findings[0]] };
  expect((await judged('findings[].id: [duplicate-ip]', twice)).holds).toBe(false);
  expect((await judged('findings[].id: [duplicate-ip, duplicate-ip]', twice)).holds).toBe(true);
});

it('is not content with nothing where every value is asked', async () => {
  expect((await judged('findings[].count: { min: 0 }', empty)).holds).toBe(false);
  expect((await judged('findings[id=l2-loop].count: 1', ipvlan)).found).toBe('nothing');
  expect((await judged('findings[].id: []', empty)).holds).toBe(true);
  expect((await judged('findings[].id: { none: [l2-loop] }', empty)).holds).toBe(true);
});

it('says what was expected, what was found, and which frames show it', async () => {
  const { expected, found, proof } = await judged('findings[].id: { none: [duplicate-ip] }', ipvlan);
  expect([expected, found]).toEqual(['none of duplicate-ip', 'duplicate-ip, arp-unanswered']);
  const frames = ipvlan.findings[0].evidence.flatMap((fact) => fact.frames);
  expect(proof.flatMap((place) => place.frames)).toEqual(frames);
});

it('shows hostile values harmlessly, and long lists in part', async () => {
  const hostile = withText(everything, () => HOSTILE);
  const { found } = await judged('findings[].id: [a]', hostile);
  expect(found).not.toMatch(/[\x00-\x1f\u202e]/);
  const flows = { ...ipvlan, flows: { ...ipvlan.flows, top: Array.from({ length: 50 }, () => ipvlan.flows.top[0]) } };
  expect((await judged('flows.top[].proto: udp', flows)).found).toMatch(/ and 42 more$/);
});
