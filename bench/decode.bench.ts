/** How fast `decode` is, in packets per CPU-second: plain TCP, a mix, and VXLAN. Run with `npx tsx bench/decode.bench.ts`. */
import { Bench } from 'tinybench';
import { UDP_PORTS } from '../src/wire/next.ts';
import { Packet } from '../src/wire/packet.ts';
import { decode } from '../src/wire/registry.ts';

const ETHERNET = 1;
/** 100,000 frames are 6 to 11 MB: larger than the second-level cache. */
const FRAMES = 100_000;
/** Segments of the VXLAN frames: as many as a small cluster has security identities. */
const SEGMENTS = 100;
const TCP_FRAME = 54;
const VXLAN_OVERHEAD = 50;

interface Frames {
  bytes: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
}

const FIXTURES: Record<string, Frames> = {
  'Ethernet/IPv4/TCP': generate(TCP_FRAME, (view, at, i) => tcpFrame(view, at, i)),
  'a mix of TCP, UDP, DNS port, ARP': generate(TCP_FRAME, mixed),
  'VXLAN around it': generate(TCP_FRAME + VXLAN_OVERHEAD, vxlanFrame),
};

const packet = new Packet(UDP_PORTS.slice());
const bench = new Bench({ time: 2000, warmupTime: 500 });
const spent = new Map<string, { packets: number; microseconds: number }>();

for (const [name, frames] of Object.entries(FIXTURES)) {
  bench.add(name, () => {
    const before = process.cpuUsage();
    decodeAll(frames);
    const { user, system } = process.cpuUsage(before);
    const total = spent.get(name) ?? { packets: 0, microseconds: 0 };
    spent.set(name, { packets: total.packets + FRAMES, microseconds: total.microseconds + user + system });
  });
}

await bench.run();
console.table(bench.table());
for (const [name, { packets, microseconds }] of spent) {
  console.log(`${name}: ${(packets / microseconds).toFixed(1)} million packets per CPU-second`);
}

function decodeAll({ bytes, starts, ends }: Frames): void {
  packet.bytes = bytes;
  packet.view = new DataView(bytes.buffer);
  for (let i = 0; i < starts.length; i++) {
    packet.reset(starts[i], ends[i], ends[i] - starts[i]);
    decode(packet, ETHERNET);
  }
}

function generate(length: number, write: (view: DataView, at: number, i: number) => void): Frames {
  const bytes = new Uint8Array(FRAMES * length);
  const starts = Int32Array.from({ length: FRAMES }, (_, i) => i * length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < FRAMES; i++) write(view, starts[i], i);
  return { bytes, starts, ends: starts.map((start) => start + length) };
}

/** Of twenty frames two are UDP, one goes to port 53 with what is no DNS, one is ARP, the others TCP. */
function mixed(view: DataView, at: number, i: number): void {
  tcpFrame(view, at, i);
  const kind = (i * 7) % 20;
  if (kind > 3) return;
  if (kind === 0) {
    view.setUint16(at + 12, 0x0806);
    view.setUint32(at + 14, 0x00010800);
    view.setUint32(at + 18, 0x06040001);
    return;
  }
  udpHeader(view, at + 14, kind === 1 ? 53 : 3000);
}

function vxlanFrame(view: DataView, at: number, i: number): void {
  tcpFrame(view, at, i);
  view.setUint16(at + 16, TCP_FRAME + VXLAN_OVERHEAD - 14);
  udpHeader(view, at + 14, 4789);
  view.setUint32(at + 42, 0x08000000);
  view.setUint32(at + 46, (1 + (i % SEGMENTS)) << 8);
  tcpFrame(view, at + VXLAN_OVERHEAD, i);
}

/** Ethernet, IPv4 and TCP with addresses and ports that differ from frame to frame. */
function tcpFrame(view: DataView, at: number, i: number): void {
  view.setUint32(at + 2, 0x0a000000 + (i % 251));
  view.setUint32(at + 8, 0x0a010000 + (i % 241));
  view.setUint16(at + 12, 0x0800);
  view.setUint32(at + 14, 0x45000028);
  view.setUint32(at + 22, 0x40060000);
  view.setUint32(at + 26, 0x0a000000 + (i % 251));
  view.setUint32(at + 30, 0x0a010000 + (i % 241));
  view.setUint32(at + 34, ((32768 + (i % 28000)) << 16) | 443);
  view.setUint16(at + 46, 0x5010);
}

/** Turns the IPv4 packet at `ip` into UDP. */
function udpHeader(view: DataView, ip: number, port: number): void {
  view.setUint8(ip + 9, 17);
  view.setUint16(ip + 22, port);
  view.setUint16(ip + 24, view.getUint16(ip + 2) - 20);
}
