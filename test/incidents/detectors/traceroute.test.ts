import { describe, expect, it } from 'vitest';
import { concat } from '../../helpers/capture-builder.ts';
import { ethernet, icmp, ipv4, type Network, u32, udp } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf } from '../findings.ts';

const CLIENT = '10.0.0.1';
const SERVER = '10.9.9.9';
const FIRST_PORT = 33434;

/** The packet that an error quotes. */
const probe = (port: number): Network => ipv4({ from: CLIENT, to: SERVER, ttl: 1 }, udp({ from: 40000, to: port }, 24));
const message = (at: number, from: string, type: number, code: number, port: number): Sighting => ({
  at,
  bytes: ethernet(ipv4({ from, to: CLIENT }, icmp(type, code, concat([u32(0), probe(port).bytes])))),
});
const expired = (at: number, router: string, port: number): Sighting => message(at, router, 11, 0, port);
const refused = (at: number, port: number, by = SERVER): Sighting => message(at, by, 3, 3, port);
const told = (frames: readonly Sighting[]): string[] =>
  findingsOf(frames).map(({ id, severity, subject }) => `${severity} ${id} ${subject}`);

describe('a traceroute through two routers', () => {
  const onTheWay = [expired(0, '10.1.0.1', FIRST_PORT), expired(1, '10.2.0.1', FIRST_PORT + 1)];

  it('is a warning while it gets nowhere: a loop looks the same', () => {
    expect(told(onTheWay)).toEqual([`warning ttl-exceeded ${CLIENT} → ${SERVER}`]);
  });

  it('is information once the destination refuses a later packet, which is no fault of its own', () => {
    expect(told([...onTheWay, refused(2, FIRST_PORT + 2)])).toEqual([`info ttl-exceeded ${CLIENT} → ${SERVER}`]);
  });

  it.each([
    [FIRST_PORT - 1, 'below its first packet'],
    [FIRST_PORT + 300, 'beyond its last possible packet'],
  ])('does not excuse port %i, %s', (port) => {
    expect(told([...onTheWay, refused(2, port)])).toEqual([
      `warning ttl-exceeded ${CLIENT} → ${SERVER}`,
      `warning icmp-unreachable ${SERVER}:${port}`,
    ]);
  });

  it('does not excuse a router that says the same of the destination', () => {
    expect(told([...onTheWay, refused(2, FIRST_PORT + 2, '10.2.0.1')])).toContain(
      `warning icmp-unreachable ${SERVER}:${FIRST_PORT + 2}`,
    );
  });
});

it('says that three routers in a row are traceroute, wherever it ends', () => {
  const routers = ['10.1.0.1', '10.2.0.1', '10.3.0.1'];
  expect(told(routers.map((router, hop) => expired(hop, router, FIRST_PORT + hop)))).toEqual([
    `info ttl-exceeded ${CLIENT} → ${SERVER}`,
  ]);
});

it('reports a refused port without a traceroute', () => {
  expect(told([refused(0, FIRST_PORT)])).toEqual([`warning icmp-unreachable ${SERVER}:${FIRST_PORT}`]);
});
