import { expect, it } from 'vitest';
import * as Fault from '../../src/wire/fault.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { ethernet, ipv4, tcp } from '../helpers/frames.ts';
import { analysisOf, observeFrames } from '../helpers/observe.ts';

const whole = ethernet(ipv4({}, tcp({}, 20)));
const cut = (length: number, original = whole.length) => ({ bytes: whole.subarray(0, length), original });

it('counts headers that the snap length cut, and that the packet itself is too short for, with the first frame of each', () => {
  const { tallies } = observeFrames([{ bytes: whole }, cut(40), cut(20), cut(40), cut(20, 20)]);
  expect(tallies.faults.list()).toEqual([
    { protocol: Protocol.Ipv4, fault: Fault.Snapped, frames: 1, firstFrame: 3 },
    { protocol: Protocol.Ipv4, fault: Fault.Short, frames: 1, firstFrame: 5 },
    { protocol: Protocol.Tcp, fault: Fault.Snapped, frames: 2, firstFrame: 2 },
  ]);
});

it('counts stacks that are deeper than is followed, and fields that no standard allows', () => {
  const tags = Uint8Array.from({ length: 4 * 40 }, (_, i) => (i % 4 === 2 ? 0x81 : 0));
  const deep = ethernet({ etherType: 0x8100, bytes: tags });
  const malformed = whole.slice();
  malformed[14] = 0x41;
  const { faults } = analysisOf(observeFrames([{ bytes: deep }, { bytes: malformed }]));
  expect(faults).toEqual([
    { protocol: 'vlan', kind: 'too-deep', frames: 1 },
    { protocol: 'ipv4', kind: 'malformed', frames: 1 },
  ]);
});

it('is empty when nothing was wrong', () => {
  expect(observeFrames([{ bytes: whole }]).tallies.faults.list()).toEqual([]);
});
