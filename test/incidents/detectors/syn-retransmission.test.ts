import { expect, it } from 'vitest';
import { ACK, ethernet, ipv4, MAC_A, MAC_B, SYN, tcp } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, theOne } from '../findings.ts';

const SERVER = '10.0.0.2';
const syn = (at: number, port: number): Sighting => ({
  at,
  bytes: ethernet(ipv4({ id: 1 + at * 10 + port }, tcp({ flags: SYN, sequence: 0, from: port }))),
});
const synAck = (at: number, port: number): Sighting => ({
  at,
  bytes: ethernet(
    ipv4({ from: SERVER, to: '10.0.0.1', id: 7 + at * 10 + port }, tcp({ from: 80, to: port, flags: SYN | ACK })),
    { from: MAC_B, to: MAC_A },
  ),
});
const ports = [40_000, 40_001];

it('fires at SYNs that are sent again and then answered', () => {
  const frames = ports.flatMap((port, i) => [syn(i, port), syn(i + 3, port), synAck(i + 3.001, port)]);
  const finding = theOne(findingsOf(frames.sort((a, b) => a.at! - b.at!)), 'syn-retransmission');
  expect(finding).toMatchObject({ severity: 'warning', subject: `${SERVER}:80`, count: 2 });
  expect(finding.summary).toContain('2 of 2 attempts got an answer');
});

it('takes the sender of SYN-ACKs for the server where nothing else is seen', () => {
  const frames = [0, 1, 3].flatMap((at) => ports.map((port, i) => synAck(at + i / 10, port)));
  const found = findingsOf(frames).filter(({ id }) => id === 'syn-retransmission');
  expect(found).toMatchObject([{ subject: `${SERVER}:80`, count: 4 }]);
  expect(found[0].summary).toContain('2 of 2 attempts got an answer');
  expect(found[0].evidence).toContainEqual(expect.objectContaining({ fact: 'clients', value: '10.0.0.1' }));
});
