import { expect, it } from 'vitest';
import type { Analysis } from '../../src/report/analysis.ts';
import * as Trouble from '../../src/tally/trouble-layout.ts';
import { concat } from '../helpers/capture-builder.ts';
import { ACK, ethernet, FIN, ipv4, ipv6, mss, RST, SYN, type TcpFields, tcp, windowScale } from '../helpers/frames.ts';
import { analysisOf, flowOf, observeFrames, type Sighting } from '../helpers/observe.ts';

type Flow = Analysis['flows']['top'][number];

/** Lengths of headers, and where the TCP header says its own. */
const ETHERNET = 14;
const IPV4 = 20;
const DATA_OFFSET = 12;

let id = 1;
/** A segment from 10.0.0.1:40000; every packet has an identification of its own, as real ones have. */
const sent = (at: number, fields: TcpFields, payload = 0): Sighting => ({
  at,
  bytes: ethernet(ipv4({ id: id++ }, tcp(fields, payload))),
});
/** A segment from 10.0.0.2:80. */
const answered = (at: number, fields: TcpFields, payload = 0): Sighting => ({
  at,
  bytes: ethernet(
    ipv4({ from: '10.0.0.2', to: '10.0.0.1', id: id++ }, tcp({ from: 80, to: 40_000, ...fields }, payload)),
  ),
});
const flowOver = (frames: Sighting[]): Flow => analysisOf(observeFrames(frames)).flows.top[0];
const tcpOver = (frames: Sighting[]): NonNullable<Flow['tcp']> => flowOver(frames).tcp!;

const handshake = (sequence = 100): Sighting[] => [
  sent(0, { flags: SYN, sequence, acknowledgment: 0, options: mss(1460) }),
  answered(0.02, { flags: SYN | ACK, sequence: 900, acknowledgment: sequence + 1, options: mss(1360) }),
  sent(0.021, { sequence: sequence + 1, acknowledgment: 901 }),
];
const QUIET = { retransmissions: 0, outOfOrder: 0, resets: 0, zeroWindow: 0 };

it('finds nothing wrong with a connection in order, and measures its handshake', () => {
  const frames = [...handshake(), sent(0.1, { sequence: 101 }, 50), answered(0.2, { sequence: 901 }, 70)];
  const tcp = tcpOver(frames);
  expect(tcp).toMatchObject({ ...QUIET, mss: { a: 1460, b: 1360 }, state: 'established' });
  expect(tcp.handshakeRttMs).toBeCloseTo(20, 6);
});

it('counts data sent again', () => {
  const frames = [...handshake(), sent(0.1, { sequence: 101 }, 50), sent(0.4, { sequence: 101 }, 50)];
  const observations = observeFrames(frames);
  expect(flowOf(observations).trouble(Trouble.RetransmissionsA)).toBe(1);
  expect(flowOf(observations).trouble(Trouble.LargestRetransmittedA)).toBe(50);
  expect(flowOf(observations).troubleDouble(Trouble.FirstRetransmission)).toBe(5);
});

const RESENT = { retransmissions: 1, outOfOrder: 0 };
const REORDERED = { retransmissions: 0, outOfOrder: 1 };
/** A gap from a sequence number on, and what fills it after a while. */
const filled = (delay: number, sequence = 101): Sighting[] => [
  sent(10, { sequence: sequence + 50 }, 50),
  sent(10 + delay, { sequence }, 50),
];
/** A handshake whose SYN is answered, and whose SYN-ACK is acknowledged, after such a time. */
const opened = (answered: number, acknowledged: number, payload = 0): Sighting[] => [
  syn(0),
  synAck(answered),
  sent(answered + acknowledged, { sequence: 101, acknowledgment: 901 }, payload),
];
const syn = (at: number): Sighting => sent(at, { flags: SYN, sequence: 100, acknowledgment: 0 });
const synAck = (at: number): Sighting => answered(at, { flags: SYN | ACK, sequence: 900, acknowledgment: 101 });

it.each([
  ['in a pod network, at the client', 0.0002, 0.00001, 0.00019, 0.00021],
  ['in a pod network, at the server', 0.00001, 0.0002, 0.00019, 0.00021],
  ['on a long path', 0.08, 0.0001, 0.079, 0.081],
  ['on a path as long as a timeout', 0.6, 0.0001, 0.199, 0.201],
])('takes data that fills a gap within a round trip for out of order %s', (_, answered, acknowledged, soon, late) => {
  expect(tcpOver([...opened(answered, acknowledged), ...filled(soon)])).toMatchObject(REORDERED);
  expect(tcpOver([...opened(answered, acknowledged), ...filled(late)])).toMatchObject(RESENT);
});

it.each([
  ['there was no handshake', []],
  ['the SYN was not seen', opened(0.08, 0.0001).slice(1)],
  ['the SYN-ACK was not seen', opened(0.08, 0.0001).filter((_, i) => i !== 1)],
  ['a SYN was repeated', [syn(-1), ...opened(0.08, 0.0001)]],
  ['a SYN-ACK was repeated', [...opened(0.0002, 2).slice(0, 2), synAck(1), ...opened(0.0002, 2).slice(2)]],
  ['data acknowledged the SYN-ACK', opened(0.0002, 5, 50)],
  ['the clock stood still', opened(0, 0)],
])('takes data that fills a gap within 3 ms for out of order when %s', (_, before) => {
  const frames = (delay: number) => [...before, sent(9, { sequence: 101 }, 50), ...filled(delay, 151)];
  expect(tcpOver(frames(0.0029)).outOfOrder).toBe(1);
  expect(tcpOver(frames(0.0031)).outOfOrder).toBe(0);
});

it('counts segments behind a gap that is never filled', () => {
  const view = flowOf(observeFrames([...handshake(), sent(0.2, { sequence: 151 }, 50)]));
  expect(view.trouble(Trouble.GapsA)).toBe(1);
  expect(view.trouble(Trouble.RetransmissionsA)).toBe(0);
});

it.each([
  [201, 1],
  [200, 0],
])('notes whether what was missing is acknowledged: up to %i', (acknowledgment, expected) => {
  const missing = [sent(0.2, { sequence: 51 }, 50), sent(0.3, { sequence: 151 }, 50)];
  const answer = answered(0.5, { sequence: 901, acknowledgment });
  const view = flowOf(observeFrames([...handshake(50), ...missing, answer]));
  expect(view.trouble(Trouble.AcknowledgedA, 0)).toBe(expected);
});

it.each([
  [536, 0],
  [537, 1],
  [1229, 2],
  [1461, 3],
])('notes that %i bytes passed once all is acknowledged', (bytes, expected) => {
  const segments = [sent(0.1, { sequence: 101 }, 20), sent(0.2, { sequence: 121 }, bytes)];
  const passed = (acknowledgment: number): number =>
    flowOf(observeFrames([...handshake(), ...segments, answered(0.3, { sequence: 901, acknowledgment }, 10)])).passed(
      0,
    );
  expect(passed(121 + bytes)).toBe(expected);
  expect(passed(121 + bytes - 1)).toBe(0);
});

it('keeps the largest size that passed, of each end', () => {
  const frames = [
    ...handshake(),
    sent(0.1, { sequence: 101, acknowledgment: 901 }, 1400),
    answered(0.2, { sequence: 901, acknowledgment: 1501 }, 600),
    sent(0.3, { sequence: 1501, acknowledgment: 1501 }, 10),
    answered(0.4, { sequence: 1501, acknowledgment: 1511 }),
  ];
  const view = flowOf(observeFrames(frames));
  expect([view.passed(0), view.passed(1)]).toEqual([2, 1]);
  expect([view.ttl(0), view.ttl(1)]).toEqual([64, 64]);
});

it('takes an acknowledgement back when more is missing', () => {
  const missing = (at: number, sequence: number) => sent(at, { sequence }, 50);
  const acknowledged = answered(0.3, { sequence: 901, acknowledgment: 201 });
  const view = flowOf(observeFrames([...handshake(50), missing(0.2, 151), acknowledged, missing(0.4, 251)]));
  expect(view.trouble(Trouble.GapsA)).toBe(2);
  expect(view.trouble(Trouble.AcknowledgedA, 0)).toBe(0);
});

it('goes on behind a segment whose header is broken', () => {
  const [broken] = [sent(0.15, { sequence: 151 }, 50)];
  // A header of four words: the shortest has five.
  broken.bytes[ETHERNET + IPV4 + DATA_OFFSET] = 0x40;
  const view = flowOf(
    observeFrames([...handshake(), sent(0.1, { sequence: 101 }, 50), broken, sent(0.2, { sequence: 151 }, 50)]),
  );
  expect([view.packets(0), view.trouble(Trouble.GapsA), view.trouble(Trouble.RetransmissionsA)]).toEqual([5, 0, 0]);
});

it('puts a gap of two segments together in whichever order they come', () => {
  const after = sent(0.2, { sequence: 201 }, 50);
  const one = sent(0.201, { sequence: 101 }, 50);
  const two = sent(0.202, { sequence: 151 }, 50);
  for (const late of [
    [one, two],
    [
      { ...two, at: 0.201 },
      { ...one, at: 0.202 },
    ],
  ])
    expect(tcpOver([...handshake(), after, ...late])).toMatchObject({ outOfOrder: 2, retransmissions: 0 });
});

it('goes on counting when the sequence number wraps', () => {
  const start = 2 ** 32 - 60;
  const frames = [...handshake(start - 1), sent(0.1, { sequence: start }, 100), sent(0.2, { sequence: 40 }, 100)];
  expect(tcpOver(frames)).toMatchObject(QUIET);
  expect(tcpOver([...frames, sent(0.6, { sequence: start }, 100)])).toMatchObject({ retransmissions: 1 });
});

it.each([0, 1])('takes a segment of %i bytes just below the next number for a keep-alive', (payload) => {
  const frames = [...handshake(), sent(0.1, { sequence: 101 }, 50), sent(30, { sequence: 150 }, payload)];
  const view = flowOf(observeFrames(frames));
  expect(view.trouble(Trouble.KeepAlivesA)).toBe(1);
  expect(view.trouble(Trouble.RetransmissionsA)).toBe(0);
});

it('takes no plain acknowledgment for a keep-alive', () => {
  const frames = [
    ...handshake(),
    sent(0.1, { sequence: 101 }, 50),
    sent(0.2, { sequence: 151 }),
    sent(0.3, { sequence: 151 }),
  ];
  expect(flowOf(observeFrames(frames)).trouble(Trouble.KeepAlivesA)).toBe(0);
});

it('counts closed windows, of SYN and RST not', () => {
  const frames = [
    ...handshake(),
    answered(0.3, { sequence: 901, window: 0 }),
    answered(0.4, { sequence: 901, window: 0, flags: RST }),
  ];
  expect(tcpOver(frames)).toMatchObject({ zeroWindow: 1, resets: 1, state: 'reset' });
});

it('calls a SYN that a reset answers refused', () => {
  const refused = [sent(0, { flags: SYN, sequence: 5 }), answered(0.001, { flags: RST | ACK, acknowledgment: 6 })];
  expect(tcpOver(refused)).toMatchObject({ state: 'refused', resets: 1 });
});

it('counts a SYN that is sent again, and measures from the last one', () => {
  const frames = [
    sent(0, { flags: SYN, sequence: 5 }),
    sent(1, { flags: SYN, sequence: 5 }),
    answered(1.05, { flags: SYN | ACK, sequence: 9, acknowledgment: 6 }),
  ];
  const view = flowOf(observeFrames(frames));
  expect(view.trouble(Trouble.SynRetransmissionsA)).toBe(1);
  expect(tcpOver(frames).handshakeRttMs).toBeCloseTo(50, 6);
  expect(tcpOver(frames).retransmissions).toBe(1);
});

it('counts a FIN that is sent again', () => {
  const fin: TcpFields = { flags: FIN | ACK, sequence: 101 };
  const tcp = tcpOver([...handshake(), sent(0.1, fin), sent(0.5, fin)]);
  expect(tcp).toMatchObject({ retransmissions: 1, state: 'closing' });
});

it('begins anew when a port is used again', () => {
  const again = sent(60, { flags: SYN, sequence: 77_000, options: mss(1400) });
  const frames = [...handshake(), sent(0.1, { sequence: 101 }, 50), again, sent(60.1, { sequence: 77_001 }, 50)];
  expect(tcpOver(frames)).toMatchObject({ ...QUIET, mss: { a: 1460, b: 1360 } });
});

it('keeps the MSS of one SYN and mixes nothing into it when another follows', () => {
  const frames = [1460, 1410].map((bytes, i) => sent(i, { flags: SYN, sequence: 5, options: mss(bytes) }));
  expect(tcpOver(frames).mss.a).toBe(1460);
});

it('stays with one checksum state when a finished SYN follows an unfinished one', () => {
  const good = sent(0, { flags: SYN, sequence: 5, options: concat([mss(1460), windowScale(255)]) });
  expect(flowOf(observeFrames([good])).synChecksum(0)).toBe(1);
  const unfinished = { ...good, bytes: good.bytes.slice() };
  unfinished.bytes.set(pseudoSum(good.bytes), 14 + 20 + 16);
  expect(flowOf(observeFrames([unfinished])).synChecksum(0)).toBe(2);
  const both = observeFrames([unfinished, { ...good, at: 2 }]);
  expect(flowOf(both).synChecksum(0)).toBe(2);
});

it('keeps the largest payload of each direction', () => {
  const view = flowOf(
    observeFrames([
      ...handshake(),
      sent(1, { sequence: 101 }, 9),
      sent(2, { sequence: 110 }, 70),
      answered(3, { sequence: 901 }, 1400),
    ]),
  );
  expect([view.largestPayload(0), view.largestPayload(1)]).toEqual([70, 1400]);
});

it('knows a retransmission from a repeated sighting though IPv6 has no identification', () => {
  const one = (at: number, sequence: number): Sighting => ({ at, bytes: ethernet(ipv6({}, tcp({ sequence }, 50))) });
  const ack: Sighting = {
    at: 0.0105,
    bytes: ethernet(ipv6({ from: 'fd00::2', to: 'fd00::1' }, tcp({ from: 80, to: 40_000, acknowledgment: 1 }))),
  };
  const frames = [one(0, 1), one(0.0001, 51), ack, one(0.0107, 1)];
  expect(tcpOver(frames)).toMatchObject({ retransmissions: 1 });
});

/** The sum of the pseudo-header alone, as a sender with checksum offload leaves it. */
function pseudoSum(frame: Uint8Array): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset);
  let sum = 6 + frame.length - 34;
  for (let at = 26; at < 34; at += 2) sum += view.getUint16(at);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return Uint8Array.of(sum >> 8, sum);
}
