/** Scenes from frames built in a test, and what signals say of them. */

import { parseIpv6, parseMac } from '../../src/base/addresses.ts';
import type { Scene } from '../../src/cni/scene.ts';
import { scenesOf } from '../../src/cni/scenes.ts';
import type { Reading, Signal } from '../../src/cni/signal.ts';
import { concat } from '../helpers/capture-builder.ts';
import {
  ACK,
  arp,
  BROADCAST,
  ethernet,
  icmp,
  ipv4,
  ipv6,
  mss,
  type Network,
  SYN,
  tcp,
  u16,
  u32,
} from '../helpers/frames.ts';
import { observeFrames, type Sighting, type SourceOptions } from '../helpers/observe.ts';

/** Two cards, two random addresses. */
export const CARD = '00:50:56:01:02:03';
export const OTHER_CARD = '3c:fd:fe:0a:0b:0c';
export const POD = 'c6:11:22:33:44:55';
export const SIBLING = 'ae:99:88:77:66:55';
export const VETH = '7e:01:02:03:04:05';

/** One end of a conversation. */
export interface End {
  mac: string;
  ip: string;
  ttl?: number;
  mss?: number;
  /** Leaves the checksum of its SYN to the network card. */
  unfinished?: boolean;
}

/** The scene of the bare wire. */
export const sceneOf = (frames: readonly Sighting[], options: SourceOptions = {}): Scene =>
  scenesOf(observeFrames(frames, options)).of(0, 0);

/** The scene of the tunnel in the frames. */
export const tunnelSceneOf = (frames: readonly Sighting[]): Scene =>
  scenesOf(observeFrames(frames)).list.find(({ tunnel }) => tunnel !== null)!;

/** What a signal says of frames. */
export const weighed = (signal: Signal, frames: readonly Sighting[], options: SourceOptions = {}): Reading[] =>
  signal.weigh(sceneOf(frames, options));

/** One frame a millisecond. */
export const timed = (frames: readonly Uint8Array[], stepSeconds = 0.001): Sighting[] =>
  frames.map((bytes, i) => ({ bytes, at: i * stepSeconds }));

/** A TCP handshake and an acknowledgment; the answers come with the other end's stations and TTL. */
export function handshake(client: End, server: End, port = 40_000): Uint8Array[] {
  return [
    syn(client, server, SYN, port, 80),
    syn(server, client, SYN | ACK, 80, port),
    segment(client, server, port, 80),
    segment(server, client, 80, port),
  ];
}

/** One SYN, or the answer to it. */
export function syn(from: End, to: End, flags: number, source: number, destination: number): Uint8Array {
  const options = from.mss === 0 ? new Uint8Array(0) : mss(from.mss ?? 1460);
  const packet = ipv4(
    { from: from.ip, to: to.ip, ttl: from.ttl ?? 64, id: source },
    tcp({ from: source, to: destination, flags, options }),
  );
  if (from.unfinished) leaveChecksum(packet);
  return ethernet(packet, { from: from.mac, to: to.mac });
}

const segment = (from: End, to: End, source: number, destination: number): Uint8Array =>
  ethernet(
    ipv4({ from: from.ip, to: to.ip, ttl: from.ttl ?? 64, id: source + 1 }, tcp({ from: source, to: destination })),
    {
      from: from.mac,
      to: to.mac,
    },
  );

/** The sum over the pseudo-header alone stands where the checksum belongs. */
function leaveChecksum({ bytes }: Network): void {
  let sum = 6 + bytes.length - 20;
  for (let i = 12; i < 20; i += 2) sum += (bytes[i] << 8) | bytes[i + 1];
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  bytes.set(u16(sum), 20 + 16);
}

/** An ARP question and, unless it stays open, its answer. */
export function resolve(asker: End, target: End, answered = true): Uint8Array[] {
  const question = ethernet(arp({ fromMac: asker.mac, from: asker.ip, to: target.ip }), {
    from: asker.mac,
    to: BROADCAST,
  });
  if (!answered) return [question];
  const answer = arp({ operation: 2, fromMac: target.mac, from: target.ip, toMac: asker.mac, to: asker.ip });
  return [question, ethernet(answer, { from: target.mac, to: asker.mac })];
}

/** An MLDv2 report (type 143) or router solicitation (133) of a station from an address. */
export const report = (mac: string, address: string, type = 143): Uint8Array =>
  ethernet(ipv6({ from: address, to: 'ff02::16', ttl: 1 }, icmp(type, 0, 12, 58)), {
    from: mac,
    to: '33:33:00:00:00:16',
  });

/** A neighbour solicitation without a source: the station tests an address of its own. */
export const addressTest = (mac: string, address: string): Uint8Array =>
  ethernet(
    ipv6({ from: '::', to: 'ff02::1:ff33:4455', ttl: 255 }, icmp(135, 0, concat([u32(0), parseIpv6(address)!]), 58)),
    { from: mac, to: '33:33:ff:33:44:55' },
  );

/** A spanning tree frame of a station. */
export const bpdu = (mac: string): Uint8Array =>
  concat([
    parseMac('01:80:c2:00:00:00')!,
    parseMac(mac)!,
    u16(38),
    Uint8Array.of(0x42, 0x42, 3, 0, 0, 0, 0, 0),
    u32(0x80000000),
    u32(1),
    u32(0),
    u32(0x80000000),
    u32(1),
    u16(0x8001),
    u16(0),
    u16(20 * 256),
    u16(2 * 256),
    u16(15 * 256),
    new Uint8Array(8),
  ]);
