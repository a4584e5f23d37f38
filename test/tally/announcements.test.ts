import { describe, expect, it } from 'vitest';
import { AnnouncementTally } from '../../src/tally/announcements.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { Feed, feedCapture, hasLab, labCapture, layersOf, neverThrows } from './feed.ts';
import { ascii, ethernet, ip4, ip6, ipv4, ipv6, join, mac, u16, u32 } from './frames.ts';

const BRIDGE = '02:00:00:00:00:0b';
const ROOT = '00:50:56:00:00:01';
const PORT = '1a:00:00:00:00:0a';
const LLDP = 0x88cc;

const offerTo = (tally: AnnouncementTally) =>
  layersOf((packet, at) => tally.add(packet, at), Protocol.Stp, Protocol.Lldp, Protocol.Vrrp, Protocol.Igmp);
function started(): { tally: AnnouncementTally; feed: Feed } {
  const tally = new AnnouncementTally();
  return { tally, feed: new Feed(offerTo(tally)) };
}

/** An 802.3 frame: its length in place of a type. */
const bpdu = (...parts: (Uint8Array | number[])[]): Uint8Array => {
  const payload = join([0x42, 0x42, 3], ...parts);
  return ethernet(PORT, payload.length, payload);
};
const configuration = (flags: number, port = 0x8002): Uint8Array =>
  bpdu([0, 0, 0, 0, flags], u16(4096), mac(ROOT), u32(4), u16(32768), mac(BRIDGE), u16(port), new Uint8Array(8));

describe('spanning tree', () => {
  it('tells station, bridge, root and port, and counts topology changes', () => {
    const { tally, feed } = started();
    feed.frame(configuration(0), 1);
    feed.frame(configuration(1), 2);
    feed.frame(configuration(0x80), 3);
    feed.frame(configuration(0, 0x8003), 4);
    const bridge = { context: 0, station: PORT, bridge: `32768.${BRIDGE}`, root: `4096.${ROOT}` };
    expect(tally.spanningTree.list()).toMatchObject([
      { ...bridge, port: 0x8002, topologyChanges: 1, frames: 3, first: 1e9, last: 3e9, firstFrame: 1, lastFrame: 3 },
      { ...bridge, port: 0x8003, topologyChanges: 0, frames: 1 },
    ]);
  });

  it('takes a topology change notification, which names no bridge', () => {
    const { tally, feed } = started();
    feed.frame(bpdu([0, 0, 0, 0x80]), 1);
    expect(tally.spanningTree.list()).toMatchObject([
      { station: PORT, bridge: '', root: '', port: 0, topologyChanges: 1 },
    ]);
  });
});

describe('LLDP', () => {
  const tlv = (type: number, data: Uint8Array): Uint8Array => join(u16((type << 9) | data.length), data);
  const unit = (...tlvs: Uint8Array[]): Uint8Array => ethernet(PORT, LLDP, join(...tlvs, [0, 0]));
  const chassis = tlv(1, join([4], mac(ROOT)));

  it('tells chassis, port and system name', () => {
    const { tally, feed } = started();
    const frame = unit(chassis, tlv(2, join([5], ascii('Gi1/0/7'))), tlv(3, ascii('\0x')), tlv(5, ascii('leaf\x1b1')));
    for (const seconds of [1, 31]) feed.frame(frame, seconds);
    const names = { chassis: ROOT, port: 'Gi1/0/7', systemName: 'leaf?1' };
    expect(tally.lldp.list()).toMatchObject([{ context: 0, station: PORT, ...names, seen: { count: 2, last: 31e9 } }]);
  });

  it('reads addresses by their subtype, and what is not one as text', () => {
    const { tally, feed } = started();
    feed.frame(unit(tlv(1, join([5, 1], ip4('10.0.0.1'))), tlv(2, join([3], mac(BRIDGE)))), 1);
    feed.frame(unit(tlv(1, join([4], ascii('ab'))), tlv(2, join([4, 1], ip4('10.0.0.2')))), 2);
    const names = tally.lldp.list().map(({ chassis: id, port }) => [id, port]);
    expect(names).toEqual([
      ['10.0.0.1', BRIDGE],
      ['ab', '10.0.0.2'],
    ]);
  });

  it('keeps at most 64 characters, and stops at the end of the unit and of the packet', () => {
    const { tally, feed } = started();
    feed.frame(unit(chassis, tlv(5, ascii('n'.repeat(200)))), 1);
    feed.frame(ethernet(PORT, LLDP, join(chassis, [0, 0], tlv(5, ascii('behind the end')))), 2);
    const cut = ethernet(PORT, LLDP, join(chassis, u16((5 << 9) | 100), ascii('short')));
    feed.frame(cut, 3);
    expect(tally.lldp.list().map(({ systemName }) => systemName)).toEqual(['n'.repeat(64), '', 'short']);
  });
});

describe('VRRP', () => {
  const master = '00:00:5e:00:01:07';
  const advertisement = (priority: number, ...addresses: string[]): Uint8Array =>
    join([0x31, 7, priority, addresses.length, 0, 100, 0, 0], ...addresses.map(ip4));
  const from = (source: string, message: Uint8Array): Uint8Array =>
    ethernet(master, 0x0800, ipv4({ from: source, to: '224.0.0.18', protocol: 112 }, message));

  it('tells who speaks for which virtual router and addresses', () => {
    const { tally, feed } = started();
    for (const seconds of [1, 2]) feed.frame(from('10.0.0.2', advertisement(200, '10.0.0.1', '10.0.0.254')), seconds);
    feed.frame(from('10.0.0.2', advertisement(0, '10.0.0.1')), 3);
    feed.frame(from('10.0.0.3', advertisement(100, '10.0.0.1')), 4);
    const common = { context: 0, virtualRouter: 7, station: master };
    expect(tally.vrrp.list()).toMatchObject([
      { ...common, source: '10.0.0.2', priority: 200, addresses: ['10.0.0.1', '10.0.0.254'], frames: 2, last: 2e9 },
      { ...common, source: '10.0.0.2', priority: 0, addresses: ['10.0.0.1'], frames: 1 },
      { ...common, source: '10.0.0.3', priority: 100, frames: 1, firstFrame: 4 },
    ]);
  });

  it('reads IPv6, and no more addresses than there are', () => {
    const { tally, feed } = started();
    const message = join([0x31, 7, 100, 200, 0, 100, 0, 0], ip6('fe80::7'));
    feed.frame(ethernet(master, 0x86dd, ipv6({ from: 'fe80::2', to: 'ff02::12', protocol: 112 }, message)), 1);
    expect(tally.vrrp.list()).toMatchObject([{ source: 'fe80::2', addresses: ['fe80::7'] }]);
  });
});

describe('IGMP', () => {
  const from = (source: string, message: Uint8Array): Uint8Array =>
    ethernet(PORT, 0x0800, ipv4({ from: source, to: '224.0.0.22', protocol: 2 }, message));
  const record = (group: string, sources: string[] = [], auxiliary = 0): Uint8Array =>
    join([4, auxiliary], u16(sources.length), ip4(group), ...sources.map(ip4), new Uint8Array(4 * auxiliary));

  it('tells group and host of each kind of message', () => {
    const { tally, feed } = started();
    feed.frame(from('10.0.0.5', join([0x16, 0, 0, 0], ip4('239.1.1.1'))), 1);
    feed.frame(from('10.0.0.5', join([0x16, 0, 0, 0], ip4('239.1.1.1'))), 2);
    feed.frame(from('10.0.0.5', join([0x17, 0, 0, 0], ip4('239.1.1.1'))), 3);
    expect(tally.groups.list()).toMatchObject([
      { context: 0, type: 0x16, group: '239.1.1.1', source: '10.0.0.5', station: PORT, frames: 2, last: 2e9 },
      { type: 0x17, group: '239.1.1.1', frames: 1 },
    ]);
  });

  it('reads every record of a version 3 report, as many as there are', () => {
    const { tally, feed } = started();
    const records = [record('239.1.1.1', ['10.0.0.9'], 1), record('239.1.1.2'), record('239.1.1.3').subarray(0, 7)];
    feed.frame(from('10.0.0.5', join([0x22, 0, 0, 0, 0, 0, 0, 200], ...records)), 1);
    expect(tally.groups.list().map(({ group }) => group)).toEqual(['239.1.1.1', '239.1.1.2']);
  });
});

it('never throws, whatever follows the headers', () => {
  const tally = new AnnouncementTally();
  const offer = offerTo(tally);
  neverThrows(offer, (tail) => bpdu([0, 0, 2, 2, 1], tail));
  neverThrows(offer, (tail) => ethernet(PORT, LLDP, join([2, 7, 4], tail)));
  neverThrows(offer, (tail) =>
    ethernet(
      PORT,
      0x0800,
      ipv4({ from: '1.2.3.4', to: '5.6.7.8', protocol: 112 }, join([0x21, 1, 2, 255, 0, 0, 0, 0], tail)),
    ),
  );
  neverThrows(offer, (tail) =>
    ethernet(
      PORT,
      0x0800,
      ipv4({ from: '1.2.3.4', to: '5.6.7.8', protocol: 2 }, join([0x22, 0, 0, 0, 0, 0, 255, 255], tail)),
    ),
  );
  const lists = [tally.spanningTree, tally.lldp, tally.vrrp, tally.groups].map((one) => one.list().length > 0);
  expect(lists).toEqual([true, true, true, true]);
});

it.skipIf(!hasLab)("sees the port of a Linux bridge by its own address in a pod's capture", async () => {
  const tally = new AnnouncementTally();
  await feedCapture(labCapture('bridge-cross-node/pod01-net1'), offerTo(tally));
  const [port] = tally.spanningTree.list();
  expect(port.station).toMatch(/^.[26ae]:/);
  expect(port.bridge).toBe(port.root);
});
