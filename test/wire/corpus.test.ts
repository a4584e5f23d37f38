/** Protocols by frame against tshark's, over the public captures beside the checkout; skipped where they are not. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openCapture } from '../../src/capture/open.ts';
import { type PacketSource, RecordBatch } from '../../src/capture/packet-source.ts';
import { UDP_PORTS } from '../../src/wire/next.ts';
import { Packet } from '../../src/wire/packet.ts';
import { decode, protocolName } from '../../src/wire/registry.ts';

const CORPUS = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));

/** tshark's name and ours; where there are several, a frame counts when it holds any of them. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  eth: ['ethernet'],
  'vlan ieee8021ad': ['vlan'],
  arp: ['arp'],
  ip: ['ipv4'],
  ipv6: ['ipv6'],
  'ipv6.fraghdr': ['ipv6-fragment'],
  icmp: ['icmp'],
  icmpv6: ['icmpv6'],
  igmp: ['igmp'],
  udp: ['udp'],
  udplite: ['udplite'],
  tcp: ['tcp'],
  sctp: ['sctp'],
  ah: ['ah'],
  esp: ['esp'],
  gre: ['gre'],
  erspan: ['erspan'],
  vxlan: ['vxlan'],
  vxlan_gpe: ['vxlan-gpe'],
  geneve: ['geneve'],
  nsh: ['nsh'],
  mpls: ['mpls'],
  'pppoes pppoed': ['pppoe'],
  ppp: ['ppp'],
  l2tp: ['l2tp', 'l2tpv3'],
  ieee8021ah: ['pbb'],
  llc: ['llc'],
  sll: ['sll', 'sll2'],
  raw: ['raw'],
  null: ['null'],
  nflog: ['nflog'],
};

/** Frames that differ, as "tshark's name: ours instead of tshark's", and why ours is right or the difference welcome. */
const EXPLAINED: Readonly<Record<string, readonly string[]>> = {
  // Outer UDP 58678, but the payload is VXLAN to the bit: I flag alone, reserved bits zero, VNI 322, an IPv4 frame inside. tshark goes by port.
  'deepflow/agent/resources/test/common/ff-vxlan.pcap': ['tcp: 1 instead of 0', 'vxlan: 1 instead of 0'],
  // UDP 4790, flags 0x0c, next protocol NSH: tshark's chain has the NSH that only this header leads to, and leaves the header out.
  'deepflow/agent/resources/test/common/vxlan-nsh.pcap': ['vxlan_gpe: 1 instead of 0'],
  // BIG TCP: IPv4 total length and UDP length are 0 because 80,136 bytes do not fit. Geneve, IPv6 and TCP follow; tshark stops at the UDP length.
  'tcpdump/tests/bigtcp-ipv4-geneve-ipv6.pcap': [
    'geneve: 1 instead of 0',
    'ipv6: 1 instead of 0',
    'tcp: 1 instead of 0',
  ],
  // The snap length ends right before the AH that the hop-by-hop header names: seen, though not one byte of it is here, as a TCP header would be.
  'tcpdump/tests/ipv6-next-header-oobr-2.pcap': ['ah: 1 instead of 0'],
  // Link type 100 (ATM) is not decoded.
  'tcpdump/tests/llc-xid-heapoverflow.pcap': ['llc: 0 instead of 1'],
};

interface Expected {
  packets: number;
  protocols: Record<string, number>;
  chains: Record<string, number>;
  chainCount: number;
}

const read = <T>(name: string): T => JSON.parse(readFileSync(`${CORPUS}${name}`, 'utf8')) as T;

/** Frames that hold one of the names; null when the oracle lists too few chains to tell for several. */
function framesOf(names: string[], { protocols, chains, chainCount }: Expected): number | null {
  if (names.length === 1) return protocols[names[0]] ?? 0;
  if (names.every((name) => protocols[name] === undefined)) return 0;
  if (chainCount > Object.keys(chains).length) return null;
  const holding = Object.entries(chains).filter(([chain]) => chain.split(':').some((part) => names.includes(part)));
  return holding.reduce((sum, [, frames]) => sum + frames, 0);
}

/** Frames by the set of protocols they hold, joined by colons. */
async function decodeAll(path: string): Promise<Map<string, number>> {
  const source = await openCapture(path);
  const sets = new Map<string, number>();
  const packet = new Packet(UDP_PORTS);
  const batch = new RecordBatch();
  while (await source.fill()) drain(source, batch, packet, sets);
  drain(source, batch, packet, sets);
  source.close();
  return sets;
}

function drain(source: PacketSource, batch: RecordBatch, packet: Packet, sets: Map<string, number>): void {
  for (let count = source.read(batch); count > 0; count = source.read(batch)) {
    packet.bytes = batch.bytes;
    packet.view = batch.view;
    for (let i = 0; i < count; i++) {
      packet.reset(batch.starts[i], batch.ends[i], batch.wireLengths[i]);
      decode(packet, source.info.interfaces[batch.interfaces[i]].linkType);
      const names = [...new Set(packet.protocols.subarray(0, packet.count))].map(protocolName).join(':');
      sets.set(names, (sets.get(names) ?? 0) + 1);
    }
  }
}

function differences(sets: Map<string, number>, expected: Expected): string[] {
  const found: string[] = [];
  const frames = (wanted: readonly string[]): number =>
    [...sets].reduce((sum, [names, n]) => sum + (names.split(':').some((name) => wanted.includes(name)) ? n : 0), 0);
  for (const [theirs, ours] of Object.entries(NAMES)) {
    const want = framesOf(theirs.split(' '), expected);
    const got = frames(ours);
    if (want !== null && got !== want) found.push(`${theirs}: ${got} instead of ${want}`);
  }
  return found.toSorted();
}

describe.skipIf(!existsSync(`${CORPUS}oracle.json`))('the corpus', () => {
  const files = existsSync(CORPUS) ? readable() : new Map<string, Expected>();

  it('is there', () => expect(files.size).toBeGreaterThan(350));

  it.each(Array.from(files.keys()))('%s has the frames and protocols that tshark sees', async (name) => {
    const expected = files.get(name)!;
    const sets = await decodeAll(CORPUS + name);
    expect([...sets.values()].reduce((sum, n) => sum + n, 0)).toBe(expected.packets);
    expect(differences(sets, expected)).toEqual(EXPLAINED[name] ?? []);
  });
});

/** The files in good order, by the manifest. */
function readable(): Map<string, Expected> {
  const oracle = read<{ files: Record<string, Expected> }>('oracle.json').files;
  const { files } = read<{ files: { file: string; expected: { status: string } }[] }>('manifest.json');
  const good = files.filter(({ file, expected }) => expected.status === 'ok' && oracle[file] !== undefined);
  return new Map(good.map(({ file }) => [file, { ...oracle[file], chains: oracle[file].chains ?? {} }]));
}
