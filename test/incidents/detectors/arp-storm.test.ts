import { expect, it } from 'vitest';
import { detectAll } from '../../../src/incidents/detect.ts';
import { arp, BROADCAST, ethernet, MAC_A, sll2 } from '../../helpers/frames.ts';
import { observeInputs, type Sighting } from '../../helpers/observe.ts';
import { findingsOf, idsOf, theOne } from '../findings.ts';

/** So many requests for different addresses within one second. */
const requests = (count: number, from = MAC_A): Sighting[] =>
  Array.from({ length: count }, (_, i) => ({
    at: (i * 0.9) / count,
    bytes: ethernet(arp({ fromMac: from, to: `10.0.${i >> 8}.${i & 255}` }), { from, to: BROADCAST }),
  }));

it('fires at 200 requests of one station in a second', () => {
  const finding = theOne(findingsOf(requests(200)), 'arp-storm');
  expect(finding).toMatchObject({ severity: 'error', subject: MAC_A, count: 200 });
  expect(finding.evidence[0]).toMatchObject({ value: 200, unit: 'packets a second' });
  expect(finding.displayFilter).toBe(`arp.opcode == 1 && eth.src == ${MAC_A}`);
});

it('is one storm in several files of a rotated capture', () => {
  const storm = requests(400);
  const files = [storm.slice(0, 150), storm.slice(150, 300), storm.slice(300)];
  const storms = detectAll(observeInputs(files)).filter(({ id }) => id === 'arp-storm');
  expect(storms).toMatchObject([{ subject: MAC_A, count: 400 }]);
});

it('is silent at 199', () => expect(idsOf(requests(199))).not.toContain('arp-storm'));

it('is silent when they come from many stations, as after a power cut', () => {
  const stations = Array.from({ length: 10 }, (_, i) => `02:00:00:00:01:0${i}`);
  expect(idsOf(stations.flatMap((station) => requests(19, station)))).not.toContain('arp-storm');
});

it('explains the broadcast storm that it makes', () => {
  const findings = findingsOf(requests(400));
  expect(findings.map(({ id }) => id).slice(0, 2)).toEqual(['arp-storm', 'broadcast-storm']);
  expect(findings[1].evidence[0]).toMatchObject({ fact: 'explained by', value: `arp-storm ${MAC_A}` });
});

it('tells of the storm alone, not of what the station asks before and after', () => {
  const later = requests(300).map(({ at = 0, bytes }) => ({ at: at + 100, bytes }));
  const finding = theOne(findingsOf([...requests(3), ...later, { ...requests(1)[0], at: 3600 }]), 'arp-storm');
  expect(finding).toMatchObject({ first: '2023-11-14T22:15:00.000000000Z', last: '2023-11-14T22:15:00.897000000Z' });
  expect(finding.evidence[0].frames).toEqual([4, 303]);
  expect(finding.evidence[3]).toMatchObject({ value: 0, unit: 'seconds' });
});

it('selects frames of captures of all devices by fields that these have', () => {
  const cooked = Array.from({ length: 200 }, (_, i) => ({
    at: i / 1000,
    bytes: sll2(arp({ to: `10.0.1.${i}` }), 2, 1),
  }));
  const { displayFilter } = theOne(findingsOf(cooked, { linkTypes: [276] }), 'arp-storm');
  expect(displayFilter).toBe(`arp.opcode == 1 && sll.src.eth == ${MAC_A} && sll.pkttype != 4`);
});
