import { expect, it } from 'vitest';
import { ipvlanLinkLocal } from '../../../src/cni/signals/ipvlan-link-local.ts';
import { CARD, OTHER_CARD, report, resolve, timed, weighed } from '../scene-of.ts';

const SLAVE = 'fe80::50:5600:101:203';
const MASTER = 'fe80::250:56ff:fe01:203';

it('names the device number and the frame', () => {
  const [reading] = weighed(ipvlanLinkLocal, timed([report(CARD, MASTER), report(CARD, SLAVE)]));
  expect(reading.statement).toContain('00:50:56:01:02:03 carry a device number (1)');
  expect(reading.frames).toEqual([2]);
  expect(reading.weights['ipvlan/l2']).toBeGreaterThan(reading.weights['ipvlan/l3']);
});

it('leaves L3 nearly open when a slave only solicits routers, and takes it for L3 when it hears nobody either', () => {
  const lead = (frames: Uint8Array[]) => {
    const [{ weights }] = weighed(ipvlanLinkLocal, timed(frames));
    return weights['ipvlan/l2'] - weights['ipvlan/l3'];
  };
  const solicitation = report(CARD, SLAVE, 133);
  const neighbours = resolve({ mac: OTHER_CARD, ip: '10.0.0.1' }, { mac: OTHER_CARD, ip: '10.0.0.2' }, false);
  expect(lead([solicitation])).toBeLessThan(-5);
  expect(lead([solicitation, ...neighbours])).toBeGreaterThan(0);
  expect(lead([solicitation, ...neighbours])).toBeLessThan(5);
});

it("is silent about plain EUI-64 and about another station's bytes", () => {
  expect(weighed(ipvlanLinkLocal, timed([report(CARD, MASTER), report(CARD, 'fe80::50:5600:101:204')]))).toEqual([]);
});
