import { describe, expect, it } from 'vitest';
import { DnsTally } from '../../src/tally/dns.ts';
import { MAX_PENDING } from '../../src/tally/dns-pending.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { Feed, feedCapture, hasLab, labCapture, layersOf, neverThrows } from './feed.ts';
import { ascii, ethernet, ipv4, join, tcp, u16, udp, vxlan } from './frames.ts';

const STATION = '02:00:00:00:00:0a';
const CLIENT = '10.0.0.5';
const SERVER = '10.96.0.10';
const A = 1;
const AAAA = 28;
const NXDOMAIN = 3;
const TRUNCATED = 0x0200;

const offerTo = (tally: DnsTally) => layersOf((packet, at) => tally.add(packet, at), Protocol.Dns, Protocol.Mdns);
function started(): { tally: DnsTally; feed: Feed } {
  const tally = new DnsTally();
  return { tally, feed: new Feed(offerTo(tally)) };
}

const nameOf = (name: string): Uint8Array =>
  join(...name.split('.').map((label) => join([label.length], ascii(label))), [0]);
const message = (id: number, flags: number, counts: number[], body: Uint8Array): Uint8Array =>
  join(u16(id), u16(flags), ...counts.map(u16), body);
const question = (name: string, type: number): Uint8Array => join(nameOf(name), u16(type), u16(1));

interface Fields {
  name?: string;
  type?: number;
  id?: number;
  port?: number;
  flags?: number;
  answers?: number;
}
const query = ({ name = 'a.example', type = A, id = 7, port = 40000 }: Fields = {}): Uint8Array => {
  const dns = message(id, 0x0100, [1, 0, 0, 0], question(name, type));
  return ethernet(STATION, 0x0800, ipv4({ from: CLIENT, to: SERVER, protocol: 17 }, udp(port, 53, dns)));
};
const response = ({ name = 'a.example', type = A, id = 7, port = 40000, flags = 0, answers = 1 }: Fields = {}) => {
  const dns = message(id, 0x8180 | flags, [1, answers, 0, 0], question(name, type));
  return ethernet(STATION, 0x0800, ipv4({ from: SERVER, to: CLIENT, protocol: 17 }, udp(53, port, dns)));
};

describe('a question', () => {
  it('is told by client, server, name and type', () => {
    const { tally, feed } = started();
    feed.frame(query({ name: 'A.Example' }), 1);
    feed.frame(query({ type: AAAA, id: 8 }), 1);
    feed.frame(query({ name: 'b.example', id: 9 }), 1);
    const common = { context: 0, client: CLIENT, server: SERVER };
    expect(tally.list()).toMatchObject([
      { ...common, name: 'a.example', type: A, queries: { count: 1 } },
      { ...common, name: 'a.example', type: AAAA, queries: { count: 1 } },
      { ...common, name: 'b.example', type: A, queries: { count: 1 } },
    ]);
  });

  it('sent again is a retry, seen again is the same', () => {
    const { tally, feed } = started();
    for (const seconds of [1, 1.05, 3, 8]) feed.frame(query(), seconds);
    feed.frame(query({ id: 8 }), 9);
    const [group] = tally.list();
    expect(group.queries).toMatchObject({ count: 2, first: 1e9, last: 9e9, firstFrame: 1, lastFrame: 5 });
    expect(group.retries).toMatchObject({ count: 2, first: 3e9, last: 8e9 });
  });

  it('asked again under the same identifier once it was answered is a new one', () => {
    const { tally, feed } = started();
    for (const seconds of [1, 2]) {
      feed.frame(query(), seconds);
      feed.frame(response(), seconds + 0.01);
    }
    tally.finish(100e9);
    expect(tally.list()).toMatchObject([{ queries: { count: 2 }, retries: { count: 0 }, unanswered: { count: 0 } }]);
    expect(tally.list()[0].answers.get(0)?.count).toBe(2);
  });
});

describe('an answer', () => {
  it('counts by response code with its latency, once', () => {
    const { tally, feed } = started();
    feed.frame(query(), 1);
    feed.frame(response({ flags: NXDOMAIN, answers: 0 }), 1.25);
    feed.frame(response({ flags: NXDOMAIN, answers: 0 }), 1.251);
    tally.finish(100e9);
    const [group] = tally.list();
    expect([...group.answers]).toMatchObject([[NXDOMAIN, { count: 1, first: 1.25e9, firstFrame: 2, lastFrame: 2 }]]);
    expect(group).toMatchObject({ empty: 0, late: { count: 0 }, pending: 0, unanswered: { count: 0 } });
    expect(group.latencyNs).toEqual({ min: 0.25e9, max: 0.25e9, sum: 0.25e9, count: 1 });
    expect(tally.unasked).toBe(0);
  });

  it('may be empty, truncated or late', () => {
    const { tally, feed } = started();
    feed.frame(query(), 1);
    feed.frame(response({ answers: 0, flags: TRUNCATED }), 6);
    const late = { count: 1, first: 1e9, last: 1e9, firstFrame: 2, lastFrame: 2 };
    expect(tally.list()).toMatchObject([{ empty: 1, truncated: 1, late }]);
  });

  it('to a question that was sent again is late by the first sending', () => {
    const { tally, feed } = started();
    for (const seconds of [1, 6]) feed.frame(query(), seconds);
    feed.frame(response(), 6.001);
    const late = { count: 1, first: 1e9, last: 1e9, firstFrame: 1, lastFrame: 1 };
    expect(tally.list()).toMatchObject([{ late, unanswered: { count: 0 } }]);
  });

  it('without a question answers the one with its identifier', () => {
    const { tally, feed } = started();
    feed.frame(query(), 1);
    const dns = message(7, 0x8182, [0, 0, 0, 0], new Uint8Array(0));
    feed.frame(ethernet(STATION, 0x0800, ipv4({ from: SERVER, to: CLIENT, protocol: 17 }, udp(53, 40000, dns))), 1.1);
    expect(tally.list()[0].answers.get(2)?.count).toBe(1);
  });

  it.each([{ id: 8 }, { port: 40001 }, { name: 'b.example' }, { type: AAAA }])(
    'of another question is none: %o',
    (other) => {
      const { tally, feed } = started();
      feed.frame(query(), 1);
      feed.frame(response(other), 1.1);
      tally.finish(100e9);
      expect(tally.unasked).toBe(1);
      expect(tally.list()).toMatchObject([{ unanswered: { count: 1 } }]);
      expect(tally.list()[0].answers.size).toBe(0);
    },
  );
});

describe('behind a tunnel', () => {
  it('is answered under another identifier, told under its own', () => {
    const { tally, feed } = started();
    feed.frame(vxlan(100, query()), 1);
    feed.frame(vxlan(200, response()), 1.1);
    tally.finish(100e9);
    const [group] = tally.list();
    expect(group).toMatchObject({ unanswered: { count: 0 }, latencyNs: { count: 1 } });
    expect(feed.packet.contexts.tunnel(group.context)?.id).toBe(100);
  });

  it('is not answered outside', () => {
    const { tally, feed } = started();
    feed.frame(vxlan(100, query()), 1);
    feed.frame(response(), 1.1);
    tally.finish(100e9);
    expect(tally.list()).toMatchObject([{ unanswered: { count: 1 } }]);
    expect(tally.unasked).toBe(1);
  });
});

describe('no answer', () => {
  it.each([
    [5.999, 0, 1],
    [6, 1, 0],
  ])('is pending or missed by how long the capture goes on: to %d s', (end, missed, pending) => {
    const { tally, feed } = started();
    feed.frame(query(), 1);
    tally.finish(end * 1e9);
    expect(tally.list()).toMatchObject([{ unanswered: { count: missed }, pending }]);
  });

  it('counts from the last sending', () => {
    const { tally, feed } = started();
    feed.frame(query(), 1);
    feed.frame(query(), 5);
    tally.finish(11e9);
    const unanswered = { count: 1, first: 5e9, firstFrame: 2 };
    expect(tally.list()).toMatchObject([{ queries: { count: 1 }, unanswered, pending: 0 }]);
  });

  it('is certain when the client asks anew, but not when two ask at a time', () => {
    const { tally, feed } = started();
    feed.frame(query(), 1);
    feed.frame(query({ id: 8 }), 1.1);
    feed.frame(query({ id: 9 }), 1.3);
    tally.finish(1.4e9);
    expect(tally.list()).toMatchObject([{ unanswered: { count: 1, first: 1e9 }, pending: 2 }]);
  });

  it('is told while the capture goes on, and beyond what the table holds', () => {
    const { tally, feed } = started();
    feed.frame(query(), 1);
    feed.frame(query({ name: 'b.example', id: 8 }), 30);
    expect(tally.list()[0].unanswered.count).toBe(1);
    for (let i = 0; i < MAX_PENDING; i++) feed.frame(query({ name: 'c.example', id: i, port: 41000 }), 31);
    expect(tally.list()[1]).toMatchObject({ unanswered: { count: 0 }, pending: 1 });
  });

  it('is never certain without time stamps', () => {
    const { tally, feed } = started();
    feed.frame(query(), Number.NaN);
    feed.frame(query({ id: 8 }), Number.NaN);
    tally.finish(Number.NaN);
    expect(tally.list()).toMatchObject([{ queries: { count: 2 }, unanswered: { count: 0 }, pending: 2 }]);
  });
});

it('reads DNS over TCP behind its length', () => {
  const { tally, feed } = started();
  const ask = message(7, 0x0100, [1, 0, 0, 0], question('t.example', A));
  const reply = message(7, 0x8180, [1, 1, 0, 0], question('t.example', A));
  const segment = (from: string, to: string, ports: [number, number], dns: Uint8Array): Uint8Array =>
    ethernet(STATION, 0x0800, ipv4({ from, to, protocol: 6 }, tcp(...ports, join(u16(dns.length), dns))));
  feed.frame(segment(CLIENT, SERVER, [50000, 53], ask), 1);
  feed.frame(segment(SERVER, CLIENT, [53, 50000], reply), 1.1);
  expect(tally.list()).toMatchObject([{ name: 't.example', latencyNs: { count: 1 } }]);
});

it('reads all DNS messages of a TCP segment, as far as they are whole', () => {
  const { tally, feed } = started();
  const names = ['a', 'b', 'c', 'd'].map((host) => `${host}.example`);
  const asked = names.map((name, i) => message(i, 0x0100, [1, 0, 0, 0], question(name, A)));
  const answers = names.map((name, i) => message(i, 0x8180 | NXDOMAIN, [1, 0, 0, 0], question(name, A)));
  const segment = (from: string, to: string, ports: [number, number], messages: Uint8Array[], cut = 0): Uint8Array => {
    const stream = join(...messages.flatMap((dns) => [u16(dns.length), dns]));
    const ip = ipv4({ from, to, protocol: 6 }, tcp(...ports, stream.subarray(0, stream.length - cut)));
    return ethernet(STATION, 0x0800, ip);
  };
  feed.frame(segment(CLIENT, SERVER, [50000, 53], asked), 1);
  feed.frame(segment(SERVER, CLIENT, [53, 50000], answers.slice(0, 3)), 1.1);
  // The rest of the last message is in the next segment: its question cannot be read here.
  feed.frame(segment(SERVER, CLIENT, [53, 50000], answers.slice(3), 20), 1.2);
  expect(tally.list().map(({ name, queries, latencyNs }) => [name, queries.count, latencyNs.count])).toEqual([
    ['a.example', 1, 1],
    ['b.example', 1, 1],
    ['c.example', 1, 1],
    ['d.example', 1, 0],
  ]);
});

it('ends at what only looks like the length of another message', () => {
  const { tally, feed } = started();
  const ask = message(7, 0x0100, [1, 0, 0, 0], question('t.example', A));
  for (const rest of [[], [0], u16(0), join(u16(30), new Uint8Array(30).fill(0xff)), u16(0xffff)]) {
    const ip = ipv4({ from: CLIENT, to: SERVER, protocol: 6 }, tcp(50000, 53, join(u16(ask.length), ask, rest)));
    feed.frame(ethernet(STATION, 0x0800, ip), 1);
  }
  expect(tally.list()).toMatchObject([{ name: 't.example', queries: { count: 1 } }]);
});

it('makes names safe to show', () => {
  const { tally, feed } = started();
  feed.frame(query({ name: '\x1b[31mred.example' }), 1);
  expect(tally.list()[0].name).toBe('\\x1b[31mred.example');
});

it('counts updates and notifications apart', () => {
  const { tally, feed } = started();
  const notify = message(7, 0x2400, [1, 0, 0, 0], question('zone.example', 6));
  feed.frame(ethernet(STATION, 0x0800, ipv4({ from: CLIENT, to: SERVER, protocol: 17 }, udp(53, 53, notify))), 1);
  expect([tally.others, tally.list().length]).toEqual([1, 0]);
});

it('keeps the names that multicast DNS announces, and asks no answer of its questions', () => {
  const { tally, feed } = started();
  const group = (dns: Uint8Array): Uint8Array =>
    ethernet(STATION, 0x0800, ipv4({ from: CLIENT, to: '224.0.0.251', protocol: 17 }, udp(5353, 5353, dns)));
  const record = join(nameOf('printer.local'), u16(A), u16(1), new Uint8Array(4), u16(4), [10, 0, 0, 5]);
  feed.frame(group(message(0, 0, [1, 0, 0, 0], question('printer.local', A))), 1);
  feed.frame(group(message(0, 0x8400, [0, 1, 0, 0], record)), 2);
  feed.frame(group(message(0, 0x8400, [0, 1, 0, 0], record)), 3);
  tally.finish(100e9);
  const announced = { source: CLIENT, station: STATION, name: 'printer.local', seen: { count: 2, first: 2e9 } };
  expect(tally.mdns.list()).toMatchObject([announced]);
  expect([tally.mdns.queries, tally.mdns.responses, tally.list().length]).toEqual([1, 2, 0]);
});

it('never throws, whatever follows the header', () => {
  const tally = new DnsTally();
  const frameOf = (port: number, flags: number, counts: number[]) => (tail: Uint8Array) =>
    ethernet(
      STATION,
      0x0800,
      ipv4({ from: CLIENT, to: SERVER, protocol: 17 }, udp(port, port, message(1, flags, counts, tail))),
    );
  for (const flags of [0, 0x8180]) neverThrows(offerTo(tally), frameOf(53, flags, [1, 0, 0, 0]));
  for (const flags of [0, 0x8400]) neverThrows(offerTo(tally), frameOf(5353, flags, [0, 1, 0, 0]));
  expect(tally.mdns.responses).toBeGreaterThan(0);
});

it.skipIf(!hasLab)('finds answers whose VNI is that of their own sender', async () => {
  const tally = new DnsTally();
  tally.finish(await feedCapture(labCapture('cilium-vxlan/k8s-ctr-eth1'), offerTo(tally)));
  expect(tally.list().map(({ latencyNs, pending }) => [latencyNs.count, pending])).toEqual([
    [1, 0],
    [1, 0],
    [1, 0],
  ]);
});

it.skipIf(!hasLab).each(['pod01-eth0', 'node2-ens36'])('finds the failures of the lab at %s', async (place) => {
  const tally = new DnsTally();
  tally.finish(await feedCapture(labCapture(`dns-failures/${place}`), offerTo(tally)));
  const bad = (rcode: number): string[] =>
    tally.list().flatMap(({ name, answers }) => (answers.has(rcode) ? [name] : []));
  expect(bad(NXDOMAIN)).toEqual(['nxdomain.sample.svc.cluster.local']);
  expect(bad(2)).toEqual(['servfail.example.com']);
  const missed = tally.list().filter(({ unanswered, pending }) => unanswered.count + pending > 0);
  expect(missed).toMatchObject([
    { name: 'drop.example.com', queries: { count: 3 }, unanswered: { count: 2 }, pending: 1 },
  ]);
});
