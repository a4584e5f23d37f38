import { describe, expect, it } from 'vitest';
import { IcmpErrorTally } from '../../src/tally/icmp-errors.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { Feed, feedCapture, hasLab, labCapture, layersOf, neverThrows } from './feed.ts';
import { ethernet, ip4, ip6, ipv4, ipv6, ipv6Fragment, join, tcp, u16, u32, udp } from './frames.ts';

const ROUTER = '00:00:00:00:00:01';
const UDP = 17;
const TCP = 6;
const PACKET = { from: '10.0.0.5', to: '10.9.9.9', protocol: UDP };
const QUOTED = ipv4({ ...PACKET, ttl: 3 }, udp(40000, 53, new Uint8Array(20)));

/** An error of 10.0.0.1, its checksum given, as the tally does not compute it. */
const error = (type: number, code: number, rest: number, quoted: Uint8Array | number[], checksum = 1): Uint8Array => {
  const message = join([type, code, ...u16(checksum)], u32(rest), quoted);
  return ethernet(ROUTER, 0x0800, ipv4({ from: '10.0.0.1', to: '10.0.0.5', protocol: 1 }, message));
};
const error6 = (type: number, code: number, rest: number, quoted: Uint8Array): Uint8Array => {
  const message = join([type, code, 0, 1], u32(rest), quoted);
  return ethernet(ROUTER, 0x86dd, ipv6({ from: '2001:db8::1', to: '2001:db8::5', protocol: 58 }, message));
};
const offerTo = (tally: IcmpErrorTally) =>
  layersOf((packet, at) => tally.add(packet, at), Protocol.Icmp, Protocol.Icmpv6);

function started(): { tally: IcmpErrorTally; feed: Feed } {
  const tally = new IcmpErrorTally();
  return { tally, feed: new Feed(offerTo(tally)) };
}

describe('errors', () => {
  it('tells who reports what about which packet', () => {
    const { tally, feed } = started();
    feed.frame(error(3, 3, 0, QUOTED), 1);
    expect(tally.list()).toEqual([
      {
        context: 0,
        version: 4,
        type: 3,
        code: 3,
        reporter: '10.0.0.1',
        station: ROUTER,
        source: '10.0.0.5',
        destination: '10.9.9.9',
        protocol: UDP,
        port: 53,
        sourcePort: 40000,
        mtu: null,
        count: 1,
        quotedLength: 48,
        quotedTtl: 3,
        frames: 1,
        first: 1e9,
        last: 1e9,
        firstFrame: 1,
        lastFrame: 1,
      },
    ]);
  });

  it('counts the same message seen again within a moment once, and the next one anew', () => {
    const { tally, feed } = started();
    feed.frame(error(11, 0, 0, QUOTED, 7), 1);
    feed.frame(error(11, 0, 0, QUOTED, 7), 1.01);
    feed.frame(error(11, 0, 0, QUOTED, 8), 1.02);
    feed.frame(error(11, 0, 0, QUOTED, 8), 2);
    expect(tally.list()).toMatchObject([{ type: 11, count: 3, frames: 4, first: 1e9, last: 2e9, lastFrame: 4 }]);
  });

  it('puts the most frequent first', () => {
    const { tally, feed } = started();
    feed.frame(error(3, 1, 0, QUOTED), 1);
    for (const seconds of [2, 3]) feed.frame(error(3, 0, 0, QUOTED), seconds);
    expect(tally.list().map(({ code, count }) => [code, count])).toEqual([
      [0, 2],
      [1, 1],
    ]);
  });

  it('keeps MTUs apart, 0 from routers that do not say', () => {
    const { tally, feed } = started();
    for (const mtu of [1400, 0, 1400]) feed.frame(error(3, 4, mtu, QUOTED, mtu), mtu);
    feed.frame(error(3, 1, 1400, QUOTED), 9999);
    expect(tally.list().map(({ mtu, count }) => [mtu, count])).toEqual([
      [1400, 1],
      [0, 1],
      [null, 1],
    ]);
  });

  it('reads IPv6: too big, a quoted fragment, and the hop limit', () => {
    const { tally, feed } = started();
    const fields = { from: '2001:db8::5', to: '2001:db8:9::9', protocol: UDP, ttl: 9 };
    feed.frame(error6(2, 0, 1280, ipv6Fragment({ ...fields, more: true }, udp(4000, 8472, new Uint8Array(8)))), 1);
    feed.frame(error6(3, 0, 0, ipv6({ ...fields, protocol: TCP }, tcp(5000, 443, new Uint8Array(0)))), 2);
    const ends = { version: 6, reporter: '2001:db8::1', source: '2001:db8::5', destination: '2001:db8:9::9' };
    expect(tally.list()).toMatchObject([
      { ...ends, mtu: 1280, protocol: UDP, port: 8472, quotedLength: 64, quotedTtl: 9 },
      { ...ends, mtu: null, protocol: TCP, port: 443, sourcePort: 5000 },
    ]);
  });

  it('has no ports of later fragments, of protocols without ports, and of cut quotes', () => {
    const { tally, feed } = started();
    feed.frame(error(11, 1, 0, ipv4({ ...PACKET, offset: 8 }, new Uint8Array(8))), 1);
    feed.frame(error(11, 1, 0, ipv4({ ...PACKET, protocol: 1 }, new Uint8Array(8))), 1);
    feed.frame(error(11, 1, 0, QUOTED.subarray(0, 23)), 1);
    feed.frame(error(11, 1, 0, QUOTED.subarray(0, 19)), 1);
    expect(tally.list().map(({ protocol, port, source }) => [protocol, port, source])).toEqual([
      [UDP, null, '10.0.0.5'],
      [1, null, '10.0.0.5'],
      [null, null, ''],
    ]);
    expect(tally.list()[0].count).toBe(1);
    expect(tally.list()[0].frames).toBe(2);
  });

  it('does not read a quote of the other IP version', () => {
    const { tally, feed } = started();
    feed.frame(error6(1, 0, 0, QUOTED), 1);
    expect(tally.list()).toMatchObject([{ version: 6, protocol: null, source: '' }]);
  });
});

describe('other messages', () => {
  it('keeps redirects by router, host, better hop and destination', () => {
    const { tally, feed } = started();
    feed.frame(error(5, 1, 0x0a000002, QUOTED), 1);
    feed.frame(error6(137, 0, 0, join(ip6('fe80::2'), ip6('2001:db8:9::9'))), 2);
    feed.frame(error6(137, 0, 0, ip6('fe80::2')), 3);
    expect(tally.list()).toEqual([]);
    expect(tally.redirects.list()).toMatchObject([
      { router: '10.0.0.1', host: '10.0.0.5', hop: '10.0.0.2', destination: '10.9.9.9', frames: 1, firstFrame: 1 },
      { router: '2001:db8::1', host: '2001:db8::5', hop: 'fe80::2', destination: '2001:db8:9::9', frames: 1 },
    ]);
  });

  it('counts router discovery and passes over the rest', () => {
    const { tally, feed } = started();
    for (const type of [9, 10, 10, 13, 8]) feed.frame(error(type, 0, 0, ip4('10.0.0.1')), 1);
    for (const type of [133, 134, 135, 128]) feed.frame(error6(type, 0, 0, new Uint8Array(16)), 1);
    expect([tally.routerAdvertisements, tally.routerSolicitations]).toEqual([2, 3]);
    expect(tally.list()).toEqual([]);
  });
});

it('never throws, whatever is quoted', () => {
  const tally = new IcmpErrorTally();
  for (const type of [3, 4, 5, 11, 12]) neverThrows(offerTo(tally), (tail) => error(type, 4, 0, tail));
  for (const type of [0, 1, 2, 3, 4, 127, 137])
    neverThrows(offerTo(tally), (tail) => error6(type, 0, 2 ** 32 - 1, tail));
  expect(tally.list().length).toBeGreaterThan(0);
});

describe.skipIf(!hasLab)('lab captures', () => {
  it('finds the MTU that a router asks for, once for each message on all of its interfaces', async () => {
    const at = async (name: string): Promise<IcmpErrorTally> => {
      const tally = new IcmpErrorTally();
      await feedCapture(labCapture(`mtu-fragneeded/${name}`), offerTo(tally));
      return tally;
    };
    const pod = (await at('pod01-eth0')).list().filter(({ mtu }) => mtu !== null);
    const router = (await at('router-any')).list().filter(({ mtu }) => mtu !== null);
    expect(pod.length).toBeGreaterThan(0);
    expect(pod[0]).toMatchObject({ type: 3, code: 4, protocol: TCP });
    expect(new Set(router.map(({ mtu }) => mtu))).toEqual(new Set(pod.map(({ mtu }) => mtu)));
  });

  it('finds a loop by the routers that let packets die in it', async () => {
    const tally = new IcmpErrorTally();
    await feedCapture(labCapture('routing-loop/router-any'), offerTo(tally));
    expect(tally.list().some(({ type }) => type === 11)).toBe(true);
  });
});
