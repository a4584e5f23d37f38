import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Row from '../../src/tally/row-layout.ts';
import * as Meta from '../../src/tally/row-meta.ts';
import { arp, ethernet, icmp, ipv4, ipv6, raw, sctp, sll2, tcp, u16, udp, vxlan } from '../helpers/frames.ts';
import { decoded } from '../wire/decoded.ts';
import { outerRow, rowsOf } from './rows.ts';

it('writes what a TCP segment says', () => {
  const bytes = ethernet(ipv4({ ttl: 61, id: 4, dontFragment: true }, tcp({ sequence: 2 ** 31 + 5, window: 77 }, 30)));
  const row = outerRow(bytes);
  expect(row[Row.Meta] & Meta.Protocol).toBe(6);
  expect((row[Row.Meta] >>> Meta.TtlShift) & 0xff).toBe(61);
  expect(row[Row.Meta] & (Meta.Tcp | Meta.DontFragment | Meta.Ipv6 | Meta.Inner | Meta.Anonymous)).toBe(
    Meta.Tcp | Meta.DontFragment,
  );
  expect([row[Row.Ports] >>> 16, row[Row.Ports] & 0xffff]).toEqual([40_000, 80]);
  expect([row[Row.Sequence] >>> 0, row[Row.Payload], row[Row.Window], row[Row.WireLength]]).toEqual([
    2 ** 31 + 5,
    30,
    77,
    bytes.length,
  ]);
});

it('counts the payload that the IP header claims, though less was captured', () => {
  const bytes = ethernet(ipv4({}, tcp({}, 1000)));
  const [row] = rowsOf(decoded(bytes.subarray(0, 60), 1, bytes.length));
  expect([row[Row.Payload], row[Row.WireLength]]).toEqual([1000, bytes.length]);
});

it('does not take the padding of a short frame for payload', () => {
  const padded = new Uint8Array(60);
  padded.set(ethernet(ipv4({}, tcp({}))));
  expect(outerRow(padded)[Row.Payload]).toBe(0);
});

it('writes a second row for the innermost IP header, marked as such', () => {
  const inner = ethernet(ipv6({}, udp({ from: 7, to: 8 }, 5)));
  const rows = rowsOf(decoded(ethernet(ipv4({}, udp({ from: 1, to: 8472 }, vxlan(9, inner))))));
  expect(rows.map((row) => [(row[Row.Meta] & Meta.Inner) !== 0, (row[Row.Meta] & Meta.Ipv6) !== 0])).toEqual([
    [false, false],
    [true, true],
  ]);
  expect(rows[1][Row.Ports]).toBe((7 << 16) | 8);
  expect(rows[0][Row.Context]).not.toBe(rows[1][Row.Context]);
});

it('writes nothing without IP', () => {
  expect(rowsOf(decoded(ethernet(arp())))).toEqual([]);
});

it('gives later fragments and cut headers no ports, and says so', () => {
  const fragment = ethernet(ipv4({ offset: 1480, id: 3 }, raw(17, 100)));
  const cut = ethernet(ipv4({}, udp({}, 100))).subarray(0, 36);
  for (const packet of [decoded(fragment), decoded(cut, 1, 142)]) {
    const [row] = rowsOf(packet);
    expect([row[Row.Ports], row[Row.Meta] & Meta.Portless]).toEqual([0, Meta.Portless]);
  }
  expect(outerRow(fragment)[Row.Meta] & Meta.Fragment).toBe(Meta.Fragment);
});

it('gives protocols without ports none, and misses none there', () => {
  const row = outerRow(ethernet(ipv4({}, raw(89, 20))));
  expect([row[Row.Ports], row[Row.Meta] & Meta.Portless]).toEqual([0, 0]);
});

it('reads the ports of SCTP, and types as ports of ICMP', () => {
  expect(outerRow(ethernet(ipv4({}, sctp(7, 9))))[Row.Ports]).toBe((7 << 16) | 9);
  expect(outerRow(ethernet(ipv4({}, icmp(8))))[Row.Ports]).toBe(8 << 16);
});

it('keeps both stations of an Ethernet frame, and the sender of a cooked one', () => {
  const hexOf = (row: Int32Array): string =>
    Array.from(row.slice(Row.Stations, Row.Stations + 3), (word) => (word >>> 0).toString(16).padStart(8, '0')).join(
      '',
    );
  const stations = { from: '02:00:00:00:00:fe', to: '0a:58:ff:ff:ff:fd' };
  expect(hexOf(outerRow(ethernet(ipv4({}, udp({})), stations)))).toBe('0a58fffffffd0200000000fe');
  expect(hexOf(outerRow(sll2(ipv4({}, udp({})), 3, 4), 276))).toBe('00000000000002000000000a');
});

it('never throws, whatever stands behind the Ethernet header', () => {
  const etherType = fc.constantFrom(0x0800, 0x86dd, 0x8100, 0x8847);
  const property = fc.property(etherType, fc.uint8Array({ maxLength: 120 }), fc.nat(60), (type, bytes, more) => {
    bytes[0] = type === 0x86dd ? 0x60 : 0x45;
    const frame = ethernet({ etherType: type, bytes });
    rowsOf(decoded(frame, 1, frame.length + more));
  });
  fc.assert(property, { numRuns: 300 });
});

it('writes no options of a segment without SYN', () => {
  const options = Uint8Array.of(2, 4, ...u16(1460));
  expect(outerRow(ethernet(ipv4({}, tcp({ options }))))[Row.Options]).toBe(0);
  expect(outerRow(ethernet(ipv4({}, tcp({ options, flags: 2 }))))[Row.Options] & 0xffff).toBe(1460);
});
