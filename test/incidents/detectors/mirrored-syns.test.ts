import { expect, it } from 'vitest';
import { ACK, ethernet, FIN, ipv6, SYN, type TcpFields, tcp } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, idsOf, theOne } from '../findings.ts';

const CLIENT = { from: 'fd00::1', to: 'fd00::2' };
const SERVER = { from: 'fd00::2', to: 'fd00::1' };
const sent = (at: number, fields: TcpFields): Sighting => ({ at, bytes: ethernet(ipv6(CLIENT, tcp(fields))) });
const answered = (at: number, fields: TcpFields): Sighting => ({
  at,
  bytes: ethernet(ipv6(SERVER, tcp({ ...fields, from: 80 }))),
});

/** Connections that are opened and closed, one a second. */
const connections = (count: number): Sighting[] =>
  Array.from({ length: count }, (_, at) => {
    const port = 40_000 + at;
    return [
      sent(at, { from: port, flags: SYN, sequence: 100 }),
      answered(at + 0.0001, { to: port, flags: SYN | ACK, sequence: 900, acknowledgment: 101 }),
      sent(at + 0.0002, { from: port, sequence: 101, acknowledgment: 901 }),
      sent(at + 0.1, { from: port, flags: FIN | ACK, sequence: 101, acknowledgment: 901 }),
      answered(at + 0.1003, { to: port, flags: FIN | ACK, sequence: 901, acknowledgment: 102 }),
      sent(at + 0.1006, { from: port, sequence: 102, acknowledgment: 902 }),
    ];
  }).flat();

it('fires when SYNs come again after a second', () => {
  const again = connections(3).flatMap((frame, i) =>
    i % 6 === 0 ? [{ ...frame, at: frame.at! - 1 }, frame] : [frame],
  );
  expect(theOne(findingsOf(again), 'syn-retransmission')).toMatchObject({ severity: 'warning', count: 3 });
});

it.each([0.00002, 0.00015])('is silent about IPv6 that a mirror shows twice, %f s apart', (apart) => {
  const frames = connections(20);
  const copies = frames.map((frame) => ({ ...frame, at: frame.at! + apart }));
  expect(idsOf([...frames, ...copies].sort((one, other) => one.at! - other.at!))).toEqual([]);
});
