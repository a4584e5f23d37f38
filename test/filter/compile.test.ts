import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileFilter } from '../../src/filter/compile.ts';
import { hex } from '../helpers/hex.ts';
import { expression } from './expressions.ts';
import { ARP, decoded, ECHO, FRAGMENT, IPIP, inVxlan, SYN, TAGGED_IPV6 } from './frames.ts';

const FRAMES = {
  syn: SYN,
  ipv6: TAGGED_IPV6,
  arp: ARP,
  echo: ECHO,
  fragment: FRAGMENT,
  vxlan: inVxlan(SYN),
  vxlanArp: inVxlan(ARP),
  ipip: IPIP,
};
type Name = keyof typeof FRAMES;

/** Names of the frames above that a filter takes. */
const taken = (text: string): string => {
  const matches = compileFilter(text);
  return (Object.keys(FRAMES) as Name[]).filter((name) => matches(decoded(FRAMES[name]))).join(' ');
};

const ALL = Object.keys(FRAMES).join(' ');

describe('addresses', () => {
  it.each([
    ['host 10.0.0.1', 'syn arp fragment'],
    ['ip host 10.0.0.1', 'syn fragment'],
    ['arp host 10.0.0.1', 'arp'],
    ['src 10.0.0.1', 'syn arp fragment'],
    ['dst 10.0.0.1', ''],
    ['dst host 10.0.0.9', 'arp'],
    ['src and dst net 10.0', 'syn arp fragment'],
    ['src or dst host 10.0.0.9', 'arp'],
    ['src and dst host 10.0.0.1', ''],
    ['net 192.168', 'echo'],
    ['net 192.168.0.0/23', 'echo'],
    ['net 192.168.0.0/24', ''],
    ['net 0.0.1.0 mask 0.0.255.0', 'echo'],
    ['net 0.0.0.0/0', 'syn arp echo fragment vxlan vxlanArp ipip'],
    ['host fd00::1', 'ipv6'],
    ['dst host ff02::fb', 'ipv6'],
    ['src host ff02::fb', ''],
    ['net fd00::/64', 'ipv6'],
    ['net fd00::/127', 'ipv6'],
    ['net fd00:0:0:1::/64', ''],
    ['ip6 net ::/0', 'ipv6'],
    ['host 10.0.0.1 or 192.168.1.6', 'syn arp echo fragment'],
    ['not host 10.0.0.1 and 10.0.0.2', ''],
  ])('%s', (text, names) => expect(taken(text)).toBe(names));
});

describe('ports', () => {
  it.each([
    ['port 80', 'syn'],
    ['port http', 'syn'],
    ['src port 80', ''],
    ['dst port 80', 'syn'],
    ['tcp port 80 or 443', 'syn'],
    ['udp port 80', ''],
    ['port (53 or 4789)', 'vxlan vxlanArp'],
    ['portrange 5000-6000', 'ipv6'],
    ['portrange 5354-6000', ''],
    ['src and dst port mdns', 'ipv6'],
    ['port 53', ''],
  ])('%s', (text, names) => expect(taken(text)).toBe(names));

  it('are read when only they were captured', () => {
    expect(compileFilter('dst port 80')(decoded(SYN, 14 + 20 + 4))).toBe(true);
    expect(compileFilter('dst port 80')(decoded(SYN, 14 + 20 + 3))).toBe(false);
  });
});

describe('protocols', () => {
  it.each([
    ['', ALL],
    ['ether', ALL],
    ['ip', 'syn echo fragment vxlan vxlanArp ipip'],
    ['ip6', 'ipv6'],
    ['arp', 'arp'],
    ['tcp', 'syn'],
    ['udp', 'ipv6 fragment vxlan vxlanArp'],
    ['icmp', 'echo'],
    ['icmp6', ''],
    ['ip proto 17', 'fragment vxlan vxlanArp'],
    ['ip6 proto udp', 'ipv6'],
    ['proto 17', 'ipv6 fragment vxlan vxlanArp'],
    ['ip proto tcp or \\icmp', 'syn echo'],
    ['ip proto ipip', 'ipip'],
    ['ether proto 0x8100', 'ipv6 vxlan vxlanArp'],
    ['ether proto \\ip6', 'ipv6'],
    ['ether proto arp', 'arp'],
  ])('%j', (text, names) => expect(taken(text)).toBe(names));
});

describe('stations and casts', () => {
  it.each([
    ['ether host 02:42:0a:00:00:01', 'syn arp echo fragment'],
    ['ether src 02:42:0a:00:00:03', 'ipv6'],
    ['ether dst 02-42-0a-00-00-02', 'syn echo fragment'],
    ['ether broadcast', 'arp'],
    ['broadcast', 'arp'],
    ['ether multicast', 'ipv6 arp'],
    ['ip6 multicast', 'ipv6'],
    ['ip multicast', ''],
  ])('%s', (text, names) => expect(taken(text)).toBe(names));

  const cooked = hex`
    0004 0001 0006 0242 0a00 0001 0000 0806   // from us, sender …:01, ARP
    0001 0800 0604 0001 0242 0a00 0001 0a00 0001 0000 0000 0000 0a00 0009
  `;
  it('know the sender of a cooked capture', () => {
    const packet = decoded(cooked, cooked.length, 113);
    expect(compileFilter('ether src 02:42:0a:00:00:01')(packet)).toBe(true);
    expect(compileFilter('ether dst 02:42:0a:00:00:01')(packet)).toBe(false);
    expect(compileFilter('arp host 10.0.0.9 and ether proto 0x806')(packet)).toBe(true);
  });
});

describe('tags, tunnels and scopes', () => {
  it.each([
    ['vlan', 'ipv6 vxlan vxlanArp'],
    ['vlan 100', 'ipv6'],
    ['vlan 7', 'vxlan vxlanArp'],
    ['inner vlan', 'ipv6'],
    ['vxlan', 'vxlan vxlanArp'],
    ['vxlan 42', 'vxlan vxlanArp'],
    ['vxlan 43', ''],
    ['geneve', ''],
    ['gre', ''],
    ['mpls', ''],
    ['host 172.16.0.1', 'vxlan vxlanArp ipip'],
    ['inner host 172.16.0.1', ''],
    ['inner host 10.0.0.1', 'syn arp fragment vxlan vxlanArp'],
    ['outer host 10.0.0.1', 'syn arp fragment'],
    ['inner host 10.0.0.9 or 10.1.0.2', 'arp vxlanArp ipip'],
    ['vxlan and inner (host 10.0.0.1 and port 80)', 'vxlan'],
    ['inner arp', 'arp vxlanArp'],
    ['inner icmp', 'echo ipip'],
    ['inner udp', 'ipv6 fragment'],
    ['inner (tcp and outer udp)', 'vxlan'],
    ['inner ether src 02:42:0a:00:00:01 and vxlan', 'vxlan vxlanArp'],
    ['ether src 02:42:0a:00:00:01 and vxlan', ''],
    ['inner broadcast', 'arp vxlanArp'],
    ['inner ether proto arp', 'arp vxlanArp'],
    ['inner tcp[tcpflags] & tcp-syn != 0', 'syn vxlan'],
  ])('%s', (text, names) => expect(taken(text)).toBe(names));

  it('find nothing behind a tunnel whose payload was cut off', () => {
    const frame = inVxlan(SYN);
    const packet = decoded(frame, frame.length - SYN.length + 10);
    expect(compileFilter('inner host 172.16.0.1')(packet)).toBe(false);
    expect(compileFilter('vxlan 42 and host 172.16.0.1')(packet)).toBe(true);
  });
});

describe('lengths and bytes', () => {
  it.each([
    ['len = 60', 'syn'],
    ['less 42', 'arp echo fragment'],
    ['greater 100', 'vxlan'],
    ['ip[8] < 5', 'echo'],
    ['tcp[tcpflags] & tcp-syn != 0', 'syn'],
    ['tcp[tcpflags] == tcp-syn|tcp-ack', ''],
    ['not ip[8] = 64', 'ipv6 arp echo'],
    ['udp[0:2] = 0x14e9', 'ipv6'],
    ['arp[6:2] = 1', 'arp'],
    ['icmp[icmptype] = icmp-echo', 'echo'],
    ['ether[12:2] = 0x8100', 'ipv6 vxlan vxlanArp'],
    ['ip[ip[0] & 0xf << 2 - 4:4] = 0x0a000002', ''],
    ['ip[((ip[0] & 0xf) << 2) - 4:4] = 0x0a000002', 'syn fragment'],
    ['tcp[(tcp[12] >> 4) * 4] = 0', 'syn'],
    ['tcp[26] = 0 or tcp', ''],
    ['tcp or tcp[26] = 0', 'syn'],
    ['not tcp[26] = 0', 'ipv6 arp echo fragment vxlan vxlanArp ipip'],
    ['ip[8] / (ip[8] - 64) >= 0', 'echo'],
    ['ip and 5 - 6 = 0xffffffff', 'syn echo fragment vxlan vxlanArp ipip'],
    [
      'ip and -1 > 5 and 7 % 4 = 3 and 1 << 40 = 0 and 6 ^ 3 = 5 and 7 / 2 = 3',
      'syn echo fragment vxlan vxlanArp ipip',
    ],
  ])('%s', (text, names) => expect(taken(text)).toBe(names));

  it('never read behind the captured bytes', () => {
    const packet = decoded(SYN, 14 + 20 + 13);
    expect(compileFilter('tcp[12] = 0x50')(packet)).toBe(true);
    expect(compileFilter('tcp[13] = 0xee or tcp[13] != 0xee')(packet)).toBe(false);
    expect(compileFilter('ether[0xfffffff0:4] = 0 or tcp')(packet)).toBe(false);
  });
});

const IP = hex`4500 001c 0001 0000 4001 0000 0a01 0001 0a01 0002 0000 0000 0001 0001`;
const outerIp = (protocol: number, length: number): Uint8Array => hex`
  0242 ac10 0002 0242 ac10 0001 0800
  4500 00 ${length + 20} 0001 0000 40 ${protocol} 0000 ac10 0001 ac10 0002
`;
const STACKS: Record<string, Uint8Array> = {
  mpls: hex`0242 ac10 0002 0242 ac10 0001 8847 0000 a040 0000 b140 ${IP}`,
  pppoes: hex`0242 ac10 0002 0242 ac10 0001 8864 1100 0005 001e 0021 ${IP}`,
  gre: hex`${outerIp(47, 36)} 2000 0800 0000 0009 ${IP}`,
  geneve: hex`${outerIp(17, 44)} c000 17c1 002c 0000 0000 0800 0000 0700 ${IP}`,
  esp: hex`${outerIp(50, 28)} 0000 0001 0000 0001 ${IP.subarray(0, 20)}`,
};

describe('ids of other tags and tunnels', () => {
  const holders = (text: string): string => {
    const matches = compileFilter(text);
    return Object.keys(STACKS)
      .filter((name) => matches(decoded(STACKS[name])))
      .join(' ');
  };

  it.each([
    ['mpls', 'mpls'],
    ['mpls 10 and mpls 11', 'mpls'],
    ['mpls 12', ''],
    ['pppoes', 'pppoes'],
    ['pppoes 5', 'pppoes'],
    ['pppoes 6', ''],
    ['gre', 'gre'],
    ['gre 9', 'gre'],
    ['gre 8', ''],
    ['geneve 7', 'geneve'],
    ['geneve 8', ''],
    ['esp', 'esp'],
    ['host 10.1.0.1', 'mpls pppoes'],
    ['inner host 10.1.0.1', 'mpls pppoes gre geneve'],
  ])('%s', (text, names) => expect(holders(text)).toBe(names));
});

const NAMES = Object.keys(FRAMES) as Name[];
const frame = fc
  .constantFrom(...NAMES)
  .chain((name) => fc.integer({ min: 0, max: FRAMES[name].length }).map((captured) => decoded(FRAMES[name], captured)));

it('keeps the laws of logic', () => {
  fc.assert(
    fc.property(frame, expression, expression, (packet, a, b) => {
      const holds = (text: string): boolean => compileFilter(text)(packet);
      expect(holds(`not not (${a})`)).toBe(holds(a));
      expect(holds(`not ((${a}) or (${b}))`)).toBe(holds(`not (${a}) and not (${b})`));
      expect(holds(`not ((${a}) and (${b}))`)).toBe(holds(`not (${a}) or not (${b})`));
      expect(holds(`outer (${a})`)).toBe(holds(a));
    }),
    { numRuns: 1000 },
  );
});

it('judges any bytes without throwing, and the same way twice', () => {
  const start = fc.constantFrom(...Object.values(FRAMES), ...Object.values(STACKS));
  fc.assert(
    fc.property(start, fc.uint8Array({ maxLength: 90 }), fc.nat(60), expression, (real, noise, keep, text) => {
      const bytes = new Uint8Array([...real.subarray(0, keep), ...noise]);
      const matches = compileFilter(text);
      const packet = decoded(bytes);
      expect(matches(packet)).toBe(matches(packet));
    }),
    { numRuns: 1000 },
  );
});
