import { expect, it } from 'vitest';
import { bridgeAddressChanged } from '../../../src/cni/signals/bridge-address-changed.ts';
import { floodedUnicast } from '../../../src/cni/signals/flooded-unicast.ts';
import { quietStart } from '../../../src/cni/signals/quiet-start.ts';
import { silentVeth } from '../../../src/cni/signals/silent-veth.ts';
import { spanningTreePort } from '../../../src/cni/signals/spanning-tree-port.ts';
import {
  addressTest,
  bpdu,
  CARD,
  handshake,
  OTHER_CARD,
  POD,
  report,
  SIBLING,
  timed,
  VETH,
  weighed,
} from '../scene-of.ts';

const talk = [1, 2, 3].flatMap((i) =>
  handshake({ mac: POD, ip: '10.0.0.2', unfinished: true }, { mac: CARD, ip: '10.0.0.1' }, 40_000 + i),
);
const veth = report(VETH, 'fe80::7c01:2ff:fe03:405');

it('knows the host end of a veth by its silence', () => {
  const [reading] = weighed(silentVeth, timed([...talk, veth]));
  expect(reading.weights.bridge).toBeGreaterThan(15);
  expect(reading.frames).toEqual([talk.length + 1]);
});

it('takes a station that solicits routers or speaks for a sibling', () => {
  expect(weighed(silentVeth, timed([...talk, veth, report(VETH, 'fe80::7c01:2ff:fe03:405', 133)]))).toEqual([]);
  const spoken = handshake({ mac: VETH, ip: '10.0.0.9' }, { mac: CARD, ip: '10.0.0.1' });
  expect(weighed(silentVeth, timed([...talk, veth, ...spoken]))).toEqual([]);
});

it('knows a bridge by the address it was born with', () => {
  const [reading] = weighed(bridgeAddressChanged, timed([report(CARD, 'fe80::a4d3:50ff:fe58:bbc6')]));
  expect(reading.statement).toContain('made of a6:d3:50:58:bb:c6');
  expect(reading.weights.bridge).toBeGreaterThan(20);
});

it('speaks against a bridge when pods start and none shows', () => {
  const start = addressTest(POD, 'fe80::c411:22ff:fe33:4455');
  expect(weighed(quietStart, timed([...talk, start]))[0].weights.bridge).toBeLessThan(0);
  expect(weighed(quietStart, timed([...talk, start, veth]))).toEqual([]);
  expect(weighed(quietStart, timed(talk))).toEqual([]);
});

it('takes no router solicitation for a start, for it is repeated for hours', () => {
  const solicitation = report(POD, 'fe80::c411:22ff:fe33:4455', 133);
  expect(weighed(quietStart, timed([...talk, solicitation]))).toEqual([]);
});

it("is less sure of a station that speaks IPv4, and silent about another vendor's address", () => {
  const speaking = handshake({ mac: CARD, ip: '10.0.0.3' }, { mac: OTHER_CARD, ip: '10.0.0.4' });
  const [reading] = weighed(bridgeAddressChanged, timed([report(CARD, 'fe80::a4d3:50ff:fe58:bbc6'), ...speaking]));
  expect(reading.weights.bridge).toBeLessThan(10);
  expect(weighed(bridgeAddressChanged, timed([report(CARD, 'fe80::3efd:feff:fe0a:b0c')]))).toEqual([]);
});

it('knows a port by spanning tree from a random address, not from a switch', () => {
  expect(weighed(spanningTreePort, timed([bpdu(VETH)]))[0].frames).toEqual([1]);
  expect(weighed(spanningTreePort, timed([bpdu(CARD)]))).toEqual([]);
});

it('knows a flooding bridge inside a pod, and not an uplink where others converse', () => {
  const [stray, answer] = handshake({ mac: SIBLING, ip: '10.0.0.7' }, { mac: OTHER_CARD, ip: '10.0.0.8' });
  expect(weighed(floodedUnicast, timed([...talk, stray]))[0].weights.bridge).toBeGreaterThan(10);
  expect(weighed(floodedUnicast, timed([...talk, stray, answer]))).toEqual([]);
  expect(weighed(floodedUnicast, timed(talk))).toEqual([]);
});
