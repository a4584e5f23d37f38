import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REWRITES } from '../../src/anonymize/layers/registry.ts';
import { parseIpv4, parseIpv6, parseMac } from '../../src/base/addresses.ts';
import { inspect } from '../../src/wire/inspect.ts';
import { DEFINITIONS } from '../../src/wire/registry.ts';
import { concat } from '../helpers/capture-builder.ts';
import { arp, ethernet, icmp, ipv4, ipv6, mss, raw, sll2, tcp, udp, vlan, vxlan } from '../helpers/frames.ts';
import { hex } from '../helpers/hex.ts';
import { decoded } from '../wire/decoded.ts';
import { rewriter, rewritten } from './rewritten.ts';

const { addresses, words } = rewriter;
const FROM = '00:50:56:aa:01:02';
const TO = '00:50:56:bb:03:04';
const STATIONS = { from: FROM, to: TO };
const text = (value: string): Uint8Array => Buffer.from(value, 'latin1');
const ip = (address: string): Uint8Array => {
  const value = parseIpv4(address)!;
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
};
const pseudonym = (address: string): Uint8Array => addresses.ipv4.of(ip(address));
const pseudonym6 = (address: string): Uint8Array => addresses.ipv6.of(parseIpv6(address)!);
const station = (mac: string): Uint8Array => addresses.stations.of(parseMac(mac)!);
const holds = (bytes: Uint8Array, part: Uint8Array | string): boolean =>
  Buffer.from(bytes).includes(typeof part === 'string' ? part : Buffer.from(part));
const stack = (bytes: Uint8Array, linkType = 1, wireLength = bytes.length) => {
  const packet = decoded(bytes, linkType, wireLength);
  return {
    layers: [...packet.protocols.subarray(0, packet.count)],
    starts: [...packet.starts.subarray(0, packet.count)],
    fault: packet.fault,
  };
};

it('knows every protocol that is decoded', () => {
  expect(DEFINITIONS.map(({ id }) => id).filter((id) => !REWRITES.has(id))).toEqual([]);
});

const NAME = hex`03 777777 07 6578616d706c65 03 636f6d 00`; // www.example.com
const ANSWER = concat([
  hex`1234 8180 0001 0003 0000 0000`,
  NAME,
  hex`0001 0001`,
  hex`c00c 0005 0001 0000003c 0006 03 617069 c010`, // CNAME api.example.com
  hex`c02d 0001 0001 0000003c 0004 ${ip('198.51.100.7')}`,
  hex`c02d 0010 0001 0000003c 0007 06 736563726574`, // TXT
]);
const DISCOVER = concat([
  hex`01 01 06 00 3903f326 0000 8000 00000000 ${ip('10.1.2.3')} 00000000 ${ip('10.1.2.1')} ${parseMac(FROM)!} ${new Uint8Array(10)}`,
  text('bootserver'.padEnd(64, '\0')),
  new Uint8Array(128),
  hex`63825363 350101 3d07 01 ${parseMac(FROM)!} 3204 ${ip('10.1.2.3')}`,
  hex`0c 08 ${text('jane-lap')} 52 04 01020304 ff`,
]);
const SOLICITATION = concat([
  hex`00000000`,
  parseIpv6('fe80::250:56ff:feaa:102')!,
  hex`01 01 ${parseMac(FROM)!} 0e 01 0102030405 06`,
]);
const FRAMES: Record<string, Uint8Array> = {
  arp: ethernet(arp({ fromMac: FROM, from: '10.1.2.3', to: '10.1.2.4' }), STATIONS),
  tcp: ethernet(ipv4({ from: '10.1.2.3' }, tcp({ options: mss(1400) }, text('some secret bytes'))), STATIONS),
  http: ethernet(
    vlan(7, ipv4({}, tcp({}, text('GET /admin/jane?x=1 HTTP/1.1\r\nHost: acme.example\r\n\r\n')))),
    STATIONS,
  ),
  tls: ethernet(ipv4({}, tcp({ to: 443 }, hex`160301 0005 0100000100`)), STATIONS),
  udp: ethernet(ipv4({}, udp({}, text('some secret bytes'))), STATIONS),
  dns: ethernet(ipv4({}, udp({ from: 53 }, ANSWER)), STATIONS),
  dhcp: ethernet(ipv4({ from: '0.0.0.0', to: '255.255.255.255' }, udp({ from: 68, to: 67 }, DISCOVER)), STATIONS),
  solicitation: ethernet(
    ipv6({ from: 'fe80::250:56ff:feaa:102', to: 'ff02::1:ff00:5' }, icmp(135, 0, SOLICITATION, 58)),
    STATIONS,
  ),
  error: ethernet(
    ipv4(
      { from: '10.1.2.1' },
      icmp(
        3,
        1,
        concat([hex`00000000`, ipv4({ from: '10.1.2.3', to: '198.51.100.7' }, udp({ to: 53 }, ANSWER)).bytes]),
      ),
    ),
    STATIONS,
  ),
  vxlan: ethernet(
    ipv4({}, udp({ to: 8472 }, vxlan(1, ethernet(ipv4({ from: '10.244.1.5' }, tcp({}, 20)), STATIONS)))),
    STATIONS,
  ),
  sctp: ethernet(ipv4({}, raw(132, hex`1388 1770 00000000 00000000 736563726574`)), STATIONS),
  unknown: ethernet({ etherType: 0x88b5, bytes: text('some secret bytes') }, STATIONS),
};

describe.each(Object.entries(FRAMES))('%s', (_, frame) => {
  it('has the same headers at the same places, at whatever byte it is cut', () => {
    for (let length = 0; length <= frame.length; length++) {
      const cut = frame.subarray(0, length);
      expect({ length, ...stack(rewritten(cut, 1, frame.length), 1, frame.length) }).toEqual({
        length,
        ...stack(cut, 1, frame.length),
      });
    }
  });

  it('loses its stations', () => {
    const bytes = rewritten(frame);
    expect([...bytes.subarray(0, 6)]).toEqual([...station(TO)]);
    expect([...bytes.subarray(6, 12)]).toEqual([...station(FROM)]);
    for (const mac of [FROM, TO]) expect(holds(bytes, parseMac(mac)!)).toBe(false);
    for (const word of ['secret', 'jane', 'example', 'acme', 'admin', 'boot']) expect(holds(bytes, word)).toBe(false);
    for (const address of ['10.1.2.3', '10.1.2.1', '10.244.1.5', '198.51.100.7'])
      expect(holds(bytes, ip(address))).toBe(false);
  });

  it('gives the same bytes again', () => expect(rewritten(frame)).toEqual(rewritten(frame)));
});

it('replaces names in DNS answers label by label, and addresses', () => {
  const bytes = rewritten(FRAMES.dns);
  const fields = inspect(decoded(bytes)).at(-1)!.fields;
  expect(fields.name).toBe([words.text('www'), words.text('example'), 'com'].join('.'));
  expect(holds(bytes, words.text('api'))).toBe(true);
  expect(holds(bytes, pseudonym('198.51.100.7'))).toBe(true);
});

it('replaces what DHCP clients say of themselves', () => {
  const fields = inspect(decoded(rewritten(FRAMES.dhcp))).at(-1)!.fields;
  const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  expect(fields.clientId).toBe(`01${hexOf(station(FROM))}`);
  expect(fields.hostName).toBe(words.text('jane-lap'));
  expect(fields.clientMac).toBe(hexOf(station(FROM)).match(/../g)!.join(':'));
  expect(holds(rewritten(FRAMES.dhcp), pseudonym('10.1.2.3'))).toBe(true);
});

it('keeps neighbour discovery consistent', () => {
  const bytes = rewritten(FRAMES.solicitation);
  expect(holds(bytes, concat([pseudonym6('fe80::250:56ff:feaa:102'), Uint8Array.of(1, 1), station(FROM)]))).toBe(true);
});

it('rewrites what an error quotes as it rewrites the packet', () => {
  const bytes = rewritten(FRAMES.error);
  expect(holds(bytes, concat([pseudonym('10.1.2.3'), pseudonym('198.51.100.7')]))).toBe(true);
  expect(holds(bytes, words.text('www'))).toBe(true);
});

it('keeps method and version of a request, and the shape of its target', () => {
  const { line } = inspect(decoded(rewritten(FRAMES.http))).at(-1)!.fields;
  expect(line).toMatch(/^GET \/[a-z0-9]{5}\/[a-z0-9]{4}\?[a-z0-9]=[a-z0-9] HTTP\/1\.1$/);
});

it('empties addresses of routes, and TCP options that may hold some', () => {
  const route = hex`07 0b 04 ${ip('10.1.2.3')} ${ip('10.1.2.1')} 00`;
  const packet = ipv4({}, udp({}, 8)).bytes;
  const withRoute = concat([Uint8Array.of(0x48), packet.subarray(1, 20), route, packet.subarray(20)]);
  withRoute[3] += 12;
  expect(holds(rewritten(ethernet({ etherType: 0x0800, bytes: withRoute })), ip('10.1.2.3'))).toBe(false);
  const option = hex`1e 08 3000 ${ip('10.1.2.3')}`; // multipath TCP, ADD_ADDR
  const bytes = rewritten(ethernet(ipv4({}, tcp({ options: concat([mss(1400), option]) }))));
  expect(holds(bytes, ip('10.1.2.3'))).toBe(false);
  expect(holds(bytes, mss(1400))).toBe(true);
});

it('tells copies of a datagram from others', () => {
  const datagram = (payload: string): string =>
    Buffer.from(rewritten(ethernet(ipv4({}, udp({}, text(payload)))))).toString('hex');
  expect(datagram('some secret bytes')).toBe(datagram('some secret bytes'));
  expect(datagram('some secret bytes')).not.toBe(datagram('some secret bytez'));
});

it('takes the address in a cooked header', () => {
  const bytes = rewritten(sll2(arp(), 3, 0, FROM), 276);
  expect([...bytes.subarray(12, 18)]).toEqual([...station(FROM)]);
});

it('empties frames of links that nobody decodes', () => {
  expect(holds(rewritten(text('some secret bytes'), 147), 'secret')).toBe(false);
});

describe('hostile bytes', () => {
  const linkTypes = fc.constantFrom(0, 1, 9, 12, 50, 51, 101, 104, 108, 113, 147, 228, 229, 239, 276);

  it('are taken in any link type', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        linkTypes,
        (bytes, linkType) => rewritten(bytes, linkType).length === bytes.length,
      ),
      { numRuns: 2000 },
    );
  });

  it('are taken in the midst of headers', () => {
    const frames = fc.constantFrom(...Object.values(FRAMES));
    const changes = fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(frames, changes, (frame, list) => {
        const bytes = frame.slice();
        for (const [at, value] of list) bytes[at % bytes.length] = value;
        return rewritten(bytes).length === frame.length;
      }),
      { numRuns: 3000 },
    );
  });

  it('may call IPv4 what is IPv6', () => {
    const frame = ethernet({ etherType: 0x0800, bytes: ipv6({ from: '2001:db8::1' }, udp({}, 20)).bytes });
    expect(holds(rewritten(frame), parseIpv6('2001:db8::1')!)).toBe(false);
    expect(stack(rewritten(frame))).toEqual(stack(frame));
    frame[14] = 0x6c;
    for (let length = 14; length < frame.length; length++) rewritten(frame.subarray(0, length), 1, frame.length);
  });

  it('that quote each other without end are dropped', () => {
    let quote = ipv4({}, udp({}, text('some secret bytes'))).bytes;
    for (let i = 0; i < 12; i++) quote = ipv4({}, icmp(3, 1, concat([hex`00000000`, quote]))).bytes;
    expect(holds(rewritten(ethernet({ etherType: 0x0800, bytes: quote })), 'secret')).toBe(false);
  });
});
