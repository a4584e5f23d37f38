import { expect, it } from 'vitest';
import { nextCapture } from '../../src/cni/next-capture.ts';
import type { Candidate, Mode, VantageId } from '../../src/cni/verdict.ts';

const candidates = (...names: string[]): Candidate[] =>
  names.map((name) => {
    const [mode, submode = null] = name.split('/');
    return { mode: mode as Mode, submode, probability: 1 / names.length };
  });
const known = (id: VantageId, onWire = false, identifiable = false) => ({
  vantage: { id, confidence: 1, evidence: [] },
  onWire,
  identifiable,
});
const commandFor = (names: string[], vantage: VantageId = 'pod'): string | null | undefined =>
  nextCapture(candidates(...names), known(vantage))?.command;

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
  expect(nextCapture([sure], known('pod'))).toBeNull();
});

it('asks which product it is when a tunnel is seen and does not tell', () => {
  const tunnel: Candidate = { mode: 'ipip', submode: null, probability: 0.99 };
  expect(nextCapture([tunnel], known('uplink', true))?.command).toContain('-i any');
  expect(nextCapture([tunnel], known('uplink', true, true))).toBeNull();
});

it('asks so inside of the tunnel as well, but not for the capture at hand', () => {
  const tunnel: Candidate = { mode: 'gre', submode: null, probability: 0.99 };
  expect(nextCapture([tunnel], known('tunnel'))?.command).toContain('-i any');
  expect(nextCapture([tunnel], known('any'))?.command).toContain('-i <interface>');
  expect(nextCapture([tunnel], known('tunnel', false, true))).toBeNull();
  expect(nextCapture([{ ...tunnel, submode: 'antrea' }], known('tunnel'))).toBeNull();
});
