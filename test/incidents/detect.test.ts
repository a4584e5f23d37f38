import { expect, it } from 'vitest';
import { detectAll, MAX_FINDINGS_PER_ID } from '../../src/incidents/detect.ts';
import { ACK, arp, BROADCAST, ethernet, FIN, ipv4, MAC_A, MAC_B, mss, RST, SYN, tcp } from '../helpers/frames.ts';
import { observeFrames, type Sighting } from '../helpers/observe.ts';
import { findingsOf, theOne } from './findings.ts';

const there = { from: MAC_A, to: MAC_B };
const back = { from: MAC_B, to: MAC_A };
const home = { from: '10.0.0.2', to: '10.0.0.1' };
const options = mss(1460);

/** A question, its answer, and a short connection. */
const HEALTHY: Sighting[] = [
  { at: 0, bytes: ethernet(arp(), { from: MAC_A, to: BROADCAST }) },
  {
    at: 0.001,
    bytes: ethernet(arp({ operation: 2, fromMac: MAC_B, from: '10.0.0.2', toMac: MAC_A, to: '10.0.0.1' }), back),
  },
  { at: 0.002, bytes: ethernet(ipv4({ id: 1 }, tcp({ flags: SYN, sequence: 0, options })), there) },
  {
    at: 0.003,
    bytes: ethernet(ipv4(home, tcp({ from: 80, to: 40_000, flags: SYN | ACK, sequence: 0, options })), back),
  },
  { at: 0.004, bytes: ethernet(ipv4({ id: 2 }, tcp({ sequence: 1 })), there) },
  { at: 0.005, bytes: ethernet(ipv4({ id: 3 }, tcp({ sequence: 1 }, 100)), there) },
  { at: 0.006, bytes: ethernet(ipv4({ ...home, id: 4 }, tcp({ from: 80, to: 40_000, sequence: 1 }, 500)), back) },
  { at: 0.007, bytes: ethernet(ipv4({ id: 5 }, tcp({ sequence: 101, flags: FIN | ACK })), there) },
  {
    at: 0.008,
    bytes: ethernet(ipv4({ ...home, id: 6 }, tcp({ from: 80, to: 40_000, sequence: 501, flags: FIN | ACK })), back),
  },
];

/** A connection to a closed port of one server. */
const refused = (port: number, at: number): Sighting[] => [
  { at, bytes: ethernet(ipv4({ id: port }, tcp({ flags: SYN, to: port })), there) },
  { at: at + 0.001, bytes: ethernet(ipv4(home, tcp({ from: port, to: 40_000, flags: RST | ACK })), back) },
];

it('is silent about healthy traffic', () => expect(findingsOf(HEALTHY)).toEqual([]));

it('is silent about nothing', () => expect(findingsOf([])).toEqual([]));

it('is silent about half of healthy traffic: either direction alone', () => {
  const alone = (station: string): string[] =>
    findingsOf(HEALTHY.filter(({ bytes }) => Buffer.from(bytes.subarray(6, 12)).toString('hex') === station))
      .filter(({ severity }) => severity !== 'info')
      .map(({ id }) => id);
  expect(alone('02000000000a')).toEqual([]);
  expect(alone('02000000000b')).toEqual([]);
});

it('gives a finding the same fingerprint at another time and count, and another one for another port', () => {
  const [one] = findingsOf(refused(81, 0));
  const [again] = findingsOf([...refused(81, 50), ...refused(81, 60)]);
  const [other] = findingsOf(refused(82, 0));
  expect(again.fingerprint).toBe(one.fingerprint);
  expect(other.fingerprint).not.toBe(one.fingerprint);
});

it('never lists faults by the hundred: a scan becomes one finding', () => {
  const scan = Array.from({ length: 300 }, (_, i) => refused(1000 + i, i / 100)).flat();
  const findings = findingsOf(scan).filter(({ id }) => id === 'connection-refused');
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ count: 300, severity: 'info' });
});

it('cuts what cannot be grouped, and says how much is left', () => {
  const servers = Array.from({ length: MAX_FINDINGS_PER_ID + 5 }, (_, i) => `10.1.0.${i + 1}`);
  const frames = servers.flatMap((server, i): Sighting[] => [
    { at: i, bytes: ethernet(ipv4({ to: server, id: i }, tcp({ flags: SYN }))) },
    {
      at: i + 0.001,
      bytes: ethernet(ipv4({ from: server, to: '10.0.0.1' }, tcp({ from: 80, to: 40_000, flags: RST | ACK })), back),
    },
  ]);
  const findings = findingsOf(frames).filter(({ id }) => id === 'connection-refused');
  expect(findings).toHaveLength(MAX_FINDINGS_PER_ID);
  expect(findings.at(-1)?.evidence.at(-1)).toMatchObject({
    fact: 'further findings of this kind, not listed',
    value: 5,
  });
});

it('takes a verdict, and gives the same findings without one', () => {
  const observations = observeFrames(refused(81, 0));
  expect(detectAll(observations, { mode: 'bridge', submode: null })).toEqual(detectAll(observations));
});

it('orders by severity: what is worst comes first', () => {
  const unanswered = [0, 1, 3].map(
    (at, i): Sighting => ({ at, bytes: ethernet(ipv4({ to: '10.0.0.9', id: i + 1 }, tcp({ flags: SYN }))) }),
  );
  const findings = findingsOf([...refused(81, 0), ...unanswered]);
  expect(findings.map(({ severity }) => severity)).toEqual(['error', 'warning', 'warning']);
  expect(theOne(findings, 'syn-retransmission').evidence[0]).toMatchObject({ fact: 'explained by' });
});
