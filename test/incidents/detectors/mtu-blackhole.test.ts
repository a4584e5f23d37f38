import { expect, it } from 'vitest';
import { ACK, ethernet, ipv4, mss, SYN, type TcpFields, tcp } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, idsOf, theOne } from '../findings.ts';

const FULL = 1400;

let id = 1;
const client = (at: number, fields: TcpFields, payload = 0): Sighting => ({
  at,
  bytes: ethernet(ipv4({ id: id++ }, tcp({ ...fields }, payload))),
});
const server = (at: number, fields: TcpFields, payload = 0): Sighting => ({
  at,
  bytes: ethernet(
    ipv4({ from: '10.0.0.2', to: '10.0.0.1', id: id++ }, tcp({ from: 80, to: 40_000, ...fields }, payload)),
  ),
});

/** A connection on which the client has asked for something, in 50 bytes. */
const asked = (): Sighting[] => [
  client(0, { flags: SYN, sequence: 100, acknowledgment: 0, options: mss(1460) }),
  server(0.02, { flags: SYN | ACK, sequence: 900, acknowledgment: 101, options: mss(1460) }),
  client(0.021, { sequence: 101, acknowledgment: 901 }),
  client(0.03, { sequence: 101, acknowledgment: 901 }, 50),
];

/** What the capture at the client sees when the first, full segment of an answer is missing: small ones behind it for some seconds, and up to where the client acknowledges. */
const answeredWithout = (acknowledged: number): Sighting[] =>
  [1, 2, 3].flatMap((second) => [
    server(second, { sequence: 901 + FULL + 20 * (second - 1), acknowledgment: 151 }, 20),
    client(second + 0.01, { sequence: 151, acknowledgment: acknowledged === 0 ? 901 : acknowledged + 20 * second }),
  ]);

it('knows a full segment that never reached the receiver', () => {
  const finding = theOne(findingsOf([...asked(), ...answeredWithout(0)]), 'mtu-blackhole');
  expect(finding).toMatchObject({ severity: 'error', subject: '10.0.0.2 → 10.0.0.1' });
  expect(finding.evidence[0]).toMatchObject({ fact: 'bytes missing in one gap', value: FULL });
});

it('is silent when the receiver acknowledges what is missing: the capture missed it', () => {
  expect(idsOf([...asked(), ...answeredWithout(901 + FULL)])).toEqual([]);
});

/** A full segment sent again and again, and the last acknowledgement of the server a second later. */
const sentAgain = (acknowledged: number): Sighting[] => [
  ...[0.1, 0.4, 1, 2.2].map((at) => client(at, { sequence: 151, acknowledgment: 901 }, FULL)),
  server(3.2, { sequence: 901, acknowledgment: acknowledged }, 30),
];

it('knows a full segment that is sent again and again and not acknowledged', () => {
  const finding = theOne(findingsOf([...asked(), ...sentAgain(151)]), 'mtu-blackhole');
  expect(finding.subject).toBe('10.0.0.1 → 10.0.0.2');
  expect(finding.evidence[0]).toMatchObject({ fact: 'largest segment sent again', value: FULL });
});

it('is silent when it came through in the end: a path that is too narrow lets none pass', () => {
  expect(idsOf([...asked(), ...sentAgain(151 + FULL)])).toEqual(['tcp-retransmission']);
});

it('is silent when as large a segment was acknowledged before: the peer is gone, not the path too narrow', () => {
  const passed = [client(0.04, { sequence: 151 }, FULL), server(0.06, { sequence: 901, acknowledgment: 151 + FULL })];
  const lost = [0.1, 0.4, 1, 2.2].map((at) => client(at, { sequence: 151 + FULL, acknowledgment: 901 }, FULL));
  expect(idsOf([...asked(), ...passed, ...lost])).not.toContain('mtu-blackhole');
  const jumbo = [0.1, 0.4, 1, 2.2].map((at) => client(at, { sequence: 151 + FULL, acknowledgment: 901 }, 8_900));
  expect(idsOf([...asked(), ...passed, ...jumbo])).toContain('mtu-blackhole');
});

it('is silent about segments that any path carries', () => {
  const lost = [0.1, 0.4, 1, 2.2].map((at) => client(at, { sequence: 151, acknowledgment: 901 }, 800));
  expect(idsOf([...asked(), ...lost])).not.toContain('mtu-blackhole');
});

it('tests with pings of the size that the ends agreed on', () => {
  const { next } = theOne(findingsOf([...asked(), ...sentAgain(151)]), 'mtu-blackhole');
  expect(next).toMatchObject({ command: 'ping -M do -s 1472 -c 3 10.0.0.2; tracepath -n 10.0.0.2' });
  expect(next.why).toContain('plus 28');
});
