import { describe, expect, it } from 'vitest';
import { detectAll } from '../../../src/incidents/detect.ts';
import { arp, MAC_A, sll2 } from '../../helpers/frames.ts';
import { observeInputs, type Sighting } from '../../helpers/observe.ts';
import { findingsOf, idsOf, theOne } from '../findings.ts';

const SLL2 = { linkTypes: [276] };
const BROADCAST_TYPE = 1;
const FROM_US = 4;
/** A request that comes in by a device and is handed on to another. */
const arrival = (at: number, device: number, other: number): Sighting[] => [
  { at, bytes: sll2(arp({ to: `10.0.0.${at + 2}` }), device, BROADCAST_TYPE, MAC_A) },
  { at: at + 0.0001, bytes: sll2(arp({ to: `10.0.0.${at + 2}` }), other, FROM_US, MAC_A) },
  { at: at + 0.0002, bytes: sll2(arp({ to: `10.0.0.${at + 2}` }), 9, BROADCAST_TYPE, MAC_A) },
];

it('fires when a station comes in by two ports in turns', () => {
  const finding = theOne(
    findingsOf(
      [2, 3, 2, 3].flatMap((device, i) => arrival(i, device, 5 - device)),
      SLL2,
    ),
    'mac-flapping',
  );
  expect(finding).toMatchObject({ severity: 'error', subject: MAC_A, count: 3 });
  expect(finding.summary).toContain(':2 and ');
});

it('is silent about a move and a way back', () => {
  expect(
    idsOf(
      [2, 3, 2].flatMap((device, i) => arrival(i, device, 5 - device)),
      SLL2,
    ),
  ).toEqual([]);
});

it('is silent about one frame on many devices of a bridge', () => {
  expect(
    idsOf(
      [2, 2, 2, 2, 2].flatMap((device, i) => arrival(i, device, 3)),
      SLL2,
    ),
  ).toEqual([]);
});

/** A request that comes in by both ports of a bond. */
const twice = (at: number, first: number, second: number): Sighting[] =>
  [first, second].map((device, i) => ({
    at: at + i * 0.0001,
    bytes: sll2(arp({ to: `10.0.1.${at}` }), device, BROADCAST_TYPE, MAC_A),
  }));

it('is silent about a bond, of which now one port hears a frame first and now the other', () => {
  expect(
    idsOf(
      [2, 3, 2, 3, 3, 2, 3, 2].flatMap((device, i) => twice(i, device, 5 - device)),
      SLL2,
    ),
  ).toEqual([]);
});

it('fires when a station comes in by two ports in turns, and once by both', () => {
  const frames = [2, 3, 2, 3, 2, 3].flatMap((device, i) => arrival(i, device, 5 - device));
  const finding = theOne(findingsOf([...frames, ...twice(20, 3, 2)], SLL2), 'mac-flapping');
  expect(finding).toMatchObject({ severity: 'error', count: 4 });
});

describe('over several files', () => {
  const flaps = (inputs: Sighting[][]): boolean =>
    detectAll(observeInputs(inputs, SLL2)).some(({ id }) => id === 'mac-flapping');

  it('fires when a rotated capture shows a station by two ports in turns', () => {
    expect(flaps([2, 3, 2, 3].map((device, i) => arrival(i, device, 9)))).toBe(true);
  });

  it('is silent about one port in the next files of a rotated capture', () => {
    expect(flaps([0, 1, 2, 3, 4].map((i) => arrival(i, 2, 3)))).toBe(false);
  });

  it('is silent about captures of several computers at one time', () => {
    expect(flaps([2, 3, 4, 5, 6].map((device) => [...arrival(0, device, 9), ...arrival(1, device, 9)]))).toBe(false);
  });
});
