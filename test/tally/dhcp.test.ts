import { describe, expect, it } from 'vitest';
import { DhcpTally } from '../../src/tally/dhcp.ts';
import { DhcpType } from '../../src/tally/dhcp-exchange.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { Feed, feedCapture, hasLab, labCapture, layersOf, neverThrows } from './feed.ts';
import { ascii, ethernet, ip4, ipv4, ipv6, join, mac, u32, udp } from './frames.ts';

const A = '02:00:00:00:00:0a';
const B = '02:00:00:00:00:0b';
const SERVER = '02:00:00:00:00:53';
const { Discover, Offer, Request, Decline, Ack, Nak, Inform, Release } = DhcpType;

const offerTo = (tally: DhcpTally) => layersOf((packet, at) => tally.add(packet, at), Protocol.Dhcp, Protocol.Dhcpv6);
function started(): { tally: DhcpTally; feed: Feed } {
  const tally = new DhcpTally();
  return { tally, feed: new Feed(offerTo(tally)) };
}

interface Fields {
  hardware?: string;
  station?: string;
  xid?: number;
  clientId?: number[];
  host?: string;
  address?: string;
  /** The server that a client names. */
  server?: string;
  source?: string;
}
const option = (code: number, data: Uint8Array | number[]): Uint8Array => join([code, data.length], data);
const bootp = (operation: number, fields: Fields, yours: string, options: Uint8Array): Uint8Array =>
  join(
    [operation, 1, 6, 0],
    u32(fields.xid ?? 1),
    new Uint8Array(8),
    ip4(yours),
    new Uint8Array(8),
    mac(fields.hardware ?? A),
    new Uint8Array(202),
    [0x63, 0x82, 0x53, 0x63],
    options,
    [255],
  );

const asked = (type: number, fields: Fields = {}): Uint8Array => {
  const options = join(
    option(53, [type]),
    fields.clientId ? option(61, fields.clientId) : [],
    fields.host ? option(12, ascii(fields.host)) : [],
    fields.address ? option(50, ip4(fields.address)) : [],
    fields.server ? option(54, ip4(fields.server)) : [],
  );
  const dhcp = bootp(1, fields, '0.0.0.0', options);
  const packet = ipv4({ from: '0.0.0.0', to: '255.255.255.255', protocol: 17 }, udp(68, 67, dhcp));
  return ethernet(fields.station ?? fields.hardware ?? A, 0x0800, packet);
};
const replied = (type: number, yours: string, fields: Fields = {}): Uint8Array => {
  const source = fields.source ?? '10.0.0.1';
  const dhcp = bootp(2, fields, yours, join(option(53, [type]), option(54, ip4(source))));
  return ethernet(SERVER, 0x0800, ipv4({ from: source, to: yours, protocol: 17 }, udp(67, 68, dhcp)));
};

describe('an exchange', () => {
  it('tells what was asked for, and what was given by whom', () => {
    const { tally, feed } = started();
    const client = { clientId: [1, 2, 0, 0, 0, 0, 10], host: 'pod\x1b', station: B };
    feed.frame(asked(Discover, { ...client, address: '10.0.0.20' }), 1);
    feed.frame(replied(Offer, '10.0.0.30'), 1.5);
    feed.frame(asked(Request, { ...client, address: '10.0.0.30' }), 2);
    feed.frame(replied(Ack, '10.0.0.30'), 2.5);
    tally.finish(100e9);
    const [exchange] = tally.list();
    expect(exchange).toMatchObject({
      context: 0,
      hardware: A,
      xid: 1,
      clientId: '0102000000000a',
      hostName: 'pod?',
      requestedAddress: '10.0.0.30',
      offered: new Set(['10.0.0.30']),
      acknowledged: new Set(['10.0.0.30']),
      servers: new Set(['10.0.0.1']),
      stations: new Set([B]),
      discovers: { asked: { count: 1 }, unanswered: { count: 0 }, pending: 0 },
      requests: { asked: { count: 1 }, unanswered: { count: 0 }, pending: 0 },
    });
    expect([...exchange.messages].map(([type, { first, firstFrame }]) => [type, first, firstFrame])).toEqual([
      [Discover, 1e9, 1],
      [Offer, 1.5e9, 2],
      [Request, 2e9, 3],
      [Ack, 2.5e9, 4],
    ]);
  });

  it('is one for each hardware address and transaction', () => {
    const { tally, feed } = started();
    feed.frame(asked(Discover), 1);
    feed.frame(asked(Discover, { xid: 2 }), 1);
    feed.frame(asked(Discover, { hardware: B }), 1);
    expect(tally.list().map(({ hardware, xid }) => [hardware, xid])).toEqual([
      [A, 1],
      [A, 2],
      [B, 1],
    ]);
  });

  it('counts a message once that is seen again within a moment, but every frame by type', () => {
    const { tally, feed } = started();
    for (const seconds of [1, 1.05]) feed.frame(asked(Discover), seconds);
    feed.frame(replied(Offer, '10.0.0.30'), 1.06);
    feed.frame(replied(Offer, '10.0.0.30'), 1.07);
    feed.frame(replied(Offer, '10.0.0.99', { source: '10.0.0.66' }), 1.08);
    const [exchange] = tally.list();
    expect(exchange.discovers.asked.count).toBe(1);
    expect(exchange.messages.get(Offer)?.count).toBe(2);
    expect(exchange.servers).toEqual(new Set(['10.0.0.1', '10.0.0.66']));
    expect(tally.types.get(Offer)?.count).toBe(3);
  });
});

describe('no answer', () => {
  it('is certain when the client repeats itself, or when it waited long enough', () => {
    const { tally, feed } = started();
    for (const seconds of [1, 5, 13]) feed.frame(asked(Discover), seconds);
    tally.finish(17e9);
    const unanswered = { count: 3, first: 1e9, last: 13e9, firstFrame: 1, lastFrame: 3 };
    expect(tally.list()).toMatchObject([{ discovers: { asked: { count: 3 }, unanswered, pending: 0 } }]);
  });

  it('is not when the capture ends too soon', () => {
    const { tally, feed } = started();
    feed.frame(asked(Discover), 1);
    tally.finish(4.9e9);
    expect(tally.list()).toMatchObject([{ discovers: { unanswered: { count: 0 }, pending: 1 } }]);
  });

  it('is told of requests apart, which an offer does not answer', () => {
    const { tally, feed } = started();
    feed.frame(asked(Request), 1);
    feed.frame(replied(Offer, '10.0.0.30'), 1.2);
    feed.frame(asked(Request), 5);
    tally.finish(100e9);
    const none = { asked: { count: 0 }, unanswered: { count: 0 } };
    expect(tally.list()).toMatchObject([{ discovers: none, requests: { unanswered: { count: 1 }, pending: 1 } }]);
  });

  it('is not told by the client that chooses a server, declines its address, or does not ask again', () => {
    const { tally, feed } = started();
    const server = '10.0.0.1';
    for (const at of [1, 11]) {
      feed.frame(asked(Discover), at);
      feed.frame(asked(Request, { server, address: '10.0.0.30' }), at + 1);
      if (at === 1) feed.frame(asked(Decline, { server, address: '10.0.0.30' }), at + 2);
    }
    tally.finish(100e9);
    const answered = { asked: { count: 2 }, unanswered: { count: 0 } };
    expect(tally.list()).toMatchObject([
      { discovers: { ...answered, pending: 0 }, requests: { ...answered, pending: 1 }, servers: new Set([server]) },
    ]);
  });

  it('is told by a client that chooses a server and then asks it again', () => {
    const { tally, feed } = started();
    feed.frame(asked(Discover), 1);
    for (const at of [2, 6, 14]) feed.frame(asked(Request, { server: '10.0.0.1' }), at);
    tally.finish(100e9);
    expect(tally.list()).toMatchObject([
      { discovers: { unanswered: { count: 0 } }, requests: { unanswered: { count: 2, first: 2e9, last: 6e9 } } },
    ]);
  });

  it.each([
    [Discover, Offer],
    [Discover, Ack],
    [Request, Ack],
    [Request, Nak],
    [Inform, Ack],
  ])('is no question of %i and %i', (question, answer) => {
    const { tally, feed } = started();
    feed.frame(asked(question), 1);
    feed.frame(replied(answer, '10.0.0.30'), 1.2);
    tally.finish(100e9);
    const none = { unanswered: { count: 0 }, pending: 0 };
    expect(tally.list()).toMatchObject([{ discovers: none, requests: none }]);
  });

  it('is expected of a release', () => {
    const { tally, feed } = started();
    feed.frame(asked(Release), 1);
    tally.finish(100e9);
    const [{ messages, requests }] = tally.list();
    expect([...messages.keys()]).toEqual([Release]);
    expect([requests.asked.count, requests.unanswered.count]).toEqual([0, 0]);
  });
});

it('gathers exchanges by client identifier, without one by hardware address', () => {
  const { tally, feed } = started();
  const clientId = [0, 9, 9];
  feed.frame(asked(Discover, { hardware: A, xid: 1, clientId, host: 'one' }), 1);
  feed.frame(replied(Offer, '10.0.0.30', { hardware: A, xid: 1 }), 1.1);
  feed.frame(asked(Discover, { hardware: B, xid: 2, clientId, host: 'two' }), 2);
  feed.frame(replied(Offer, '10.0.0.30', { hardware: B, xid: 2 }), 2.1);
  feed.frame(asked(Discover, { hardware: A, xid: 3, host: 'three' }), 3);
  feed.frame(asked(Discover, { hardware: A, xid: 4, host: 'four' }), 4);
  expect(tally.clients()).toMatchObject([
    { clientId: '000909', hardware: [A, B], stations: [A, B], hostNames: ['one', 'two'], offered: ['10.0.0.30'] },
    { clientId: '', hardware: [A], hostNames: ['three', 'four'], offered: [], exchanges: [{ xid: 3 }, { xid: 4 }] },
  ]);
});

it('counts DHCPv6 by type', () => {
  const { tally, feed } = started();
  const solicit = udp(546, 547, join([1, 0, 0, 7], new Uint8Array(8)));
  feed.frame(ethernet(A, 0x86dd, ipv6({ from: 'fe80::a', to: 'ff02::1:2', protocol: 17 }, solicit)), 1);
  expect([...tally.types6]).toMatchObject([[1, { count: 1, first: 1e9 }]]);
  expect(tally.list()).toEqual([]);
});

it('never throws, whatever the options', () => {
  const tally = new DhcpTally();
  const frameOf = (tail: Uint8Array): Uint8Array => {
    const packet = ipv4(
      { from: '0.0.0.0', to: '10.0.0.1', protocol: 17 },
      udp(68, 67, bootp(1, { xid: 5 }, '0.0.0.0', tail)),
    );
    return ethernet(A, 0x0800, packet);
  };
  neverThrows(offerTo(tally), frameOf);
  expect(tally.list()).toHaveLength(1);
});

it.skipIf(!hasLab)('reads the leases of the lab', async () => {
  const tally = new DhcpTally();
  tally.finish(await feedCapture(labCapture('bridge-dhcp/svc-test'), offerTo(tally)));
  expect(tally.list()).toHaveLength(3);
  for (const { offered, acknowledged, discovers, requests } of tally.list()) {
    expect(acknowledged).toEqual(offered);
    expect([discovers.unanswered.count, requests.unanswered.count]).toEqual([0, 0]);
  }
  expect(tally.clients().every(({ hardware }) => hardware.length === 1)).toBe(true);
});
