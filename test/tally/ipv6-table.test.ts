import { expect, it } from 'vitest';
import { formatIpv6, parseIpv6 } from '../../src/base/addresses.ts';
import { Ipv6Table } from '../../src/tally/ipv6-table.ts';
import * as Layout from '../../src/tally/kernel-layout.ts';
import { ethernet, ipv6, udp } from '../helpers/frames.ts';
import { analysisOf, observeFrames } from '../helpers/observe.ts';

const wordsOf = (text: string): Int32Array => {
  const view = new DataView(parseIpv6(text)!.buffer);
  return Int32Array.from({ length: 4 }, (_, i) => view.getInt32(4 * i));
};

it('gives each address one number, however many there are, and gives the address back', () => {
  const hosts = Array.from({ length: 2000 }, (_, i) => `fd00:${((i >> 8) + 1).toString(16)}::${(i & 0xff) + 1}`);
  const frames = [...hosts, ...hosts].map((from) => ({
    bytes: ethernet(ipv6({ from, to: '2001:db8:ffff:8000::' }, udp({}))),
  }));
  const observations = observeFrames(frames);
  const { ipv6: table } = observations.tallies.flows;
  expect([formatIpv6(table.bytes(0), 0), formatIpv6(table.bytes(1), 0)]).toEqual([hosts[0], '2001:db8:ffff:8000::']);
  expect([table.word(1, 0) >>> 0, table.word(1, 1) >>> 0]).toEqual([0x20010db8, 0xffff8000]);
  const sent = analysisOf(observations, 5000).endpoints.ips.filter((one) => one.framesSent === 2);
  expect(sent.map(({ ip }) => ip).sort()).toEqual([...hosts].sort());
});

it('numbers those beyond the room of the kernel itself', () => {
  const table = new Ipv6Table(new SharedArrayBuffer(Layout.IPV6 + 16 * Layout.MAX_IPV6));
  const texts = ['fd00::1', 'fd00::2', 'fd00::1'];
  const numbers = texts.map((text) => table.numberBeyond(wordsOf(text), 0));
  expect(numbers.map((number) => number - Layout.MAX_IPV6)).toEqual([0, 1, 0]);
  expect(numbers.map((number) => formatIpv6(table.bytes(number), 0))).toEqual(texts);
});
