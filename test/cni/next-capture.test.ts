import { expect, it } from 'vitest';
import { nextCapture } from '../../src/cni/next-capture.ts';
import type { Candidate, Mode, Vantage, VantageId } from '../../src/cni/verdict.ts';

const candidates = (...names: string[]): Candidate[] =>
  names.map((name) => {
    const [mode, submode = null] = name.split('/');
    return { mode: mode as Mode, submode, probability: 1 / names.length };
  });
const at = (id: VantageId): Vantage => ({ id, confidence: 1, evidence: [] });
const commandFor = (names: string[], vantage: VantageId = 'pod'): string | null | undefined =>
  nextCapture(candidates(...names), at(vantage), false)?.command;

it.each([
  [['bridge', 'macvlan/bridge'], 'tcpdump -i any'],
  [['none', 'host-device'], 'ip netns exec <pod>'],
  [['ipvlan/l3', 'ipvlan/l3s'], 'ip netns exec <pod>'],
  [['vxlan/flannel', 'geneve/antrea'], 'tcpdump -i <uplink>'],
  [['ptp', 'native'], 'tcpdump -i <uplink>'],
  [['unknown', 'none'], 'tcpdump -i <interface>'],
])('between %j asks for %s', (names, command) => expect(commandFor(names)).toContain(command));

it('asks for another place than the one at hand', () =>
  expect(commandFor(['ptp', 'native'], 'uplink')).toContain('-i any'));

it('asks nothing when nothing is in doubt', () => {
  const sure: Candidate = { mode: 'bridge', submode: null, probability: 0.95 };
  expect(nextCapture([sure], at('pod'), false)).toBeNull();
});
