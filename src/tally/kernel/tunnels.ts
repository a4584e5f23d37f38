/**
 * Tunnels: what each tunnel packet adds to the tally of tunnels (../tunnels.ts), and the straight way for VXLAN and Geneve with a plain frame inside. Which row and
 * which chain a frame's headers lead to is the host's to say, once; entries remember it.
 */
import * as Header from '../../wire/header-layout';
import * as Protocol from '../../wire/protocol';
import * as TcpFlag from '../../wire/tcp-flag';
import * as Layout from '../kernel-layout';
import * as Shape from '../plain-shape';
import * as Meta from '../row-meta';
import * as Tunnel from '../tunnel-layout';
import { addFound, castOf, countFrame, shapeOf } from './found';
import { K2, mix } from './hash';
import * as Found from './headers';
import * as Host from './host';
import { countLane } from './lanes';
import { addDouble, clearTimes, double, setDouble, setWord, u8At, u16At, u32At, widen, word } from './memory';
import { keepFrame } from './waiting-frames';

const ENTRY_BYTES: u32 = 4 * Tunnel.ENTRY_WORDS;
const BUCKET_BYTES: u32 = Tunnel.BUCKET * ENTRY_BYTES;
const BUCKETS: u32 = Tunnel.ENTRIES / Tunnel.BUCKET;
const ROW_BYTES: u32 = 8 * Tunnel.ROW_DOUBLES;
const IPV6_WORDS = 4;

/** Counts a packet in its row; headers are named by their place, −1 for no UDP. True for the first of every SAMPLED packets. */
export function addTunnel(row: u32, time: f64, frame: f64, wireLength: u32, ip: usize, udp: i32): bool {
  const at: usize = Layout.TUNNELS + row * ROW_BYTES;
  const frames = double(at, Tunnel.Frames);
  setDouble(at, Tunnel.Frames, frames + 1);
  setDouble(at, Tunnel.LastFrame, frame);
  addDouble(at, Tunnel.Bytes, wireLength);
  if (frames === 0) clearTimes(at, Tunnel.First);
  widen(at, Tunnel.First, time, time);
  if (u8At(ip) >>> 4 === 4 && (u16At(ip + Header.IPV4_FLAGS_OFFSET) & Header.DONT_FRAGMENT) !== 0)
    addDouble(at, Tunnel.DontFragment, 1);
  if (udp >= 0) countUdp(at, udp);
  return <u64>frames % Tunnel.SAMPLED === 0;
}

function countUdp(row: usize, udp: usize): void {
  if (u16At(udp + Header.UDP_CHECKSUM) === 0) addDouble(row, Tunnel.ZeroChecksums, 1);
  if (u16At(udp) === u16At(udp + 2)) addDouble(row, Tunnel.SamePorts, 1);
}

/** Takes a frame whose outer headers are plain and lead to VXLAN or Geneve in the chain, and answers the protocol inside; None, and nothing has happened, when that is not plain. */
export function takeTunnel(
  kind: u32,
  chain: u32,
  record: u32,
  wireLength: u32,
  place: u32,
  time: f64,
  frame: f64,
): u32 {
  const udp = word(Layout.OUTER, Found.Transport);
  const header = udp + Header.UDP_LENGTH;
  const end = udp + u16At(udp + Header.UDP_LENGTH_FIELD);
  const length = headerLength(kind, header, end);
  if (length === 0) return Protocol.None;
  const carries = Found.recognise(Layout.INNER, header + length, end);
  if (carries === Protocol.None || carries === Protocol.Vxlan || carries === Protocol.Geneve) return Protocol.None;
  const entry = entryOf(kind, chain, header, length, frame, place);
  if (entry === 0) return Protocol.None;
  const inner = word(entry, Tunnel.Chain);
  const row = word(entry, Tunnel.Row);
  addFound(Layout.OUTER, chain, 0, time, frame, wireLength, place);
  if (carries === Protocol.Arp)
    keepFrame(Layout.INNER, word(Layout.INNER, Found.End), inner, place, time, frame, true, false);
  else addFound(Layout.INNER, inner, Meta.Inner, time, frame, wireLength, place);
  countFrame(tunnelShape(kind, carries), inner, castOf(Layout.INNER), wireLength);
  countLane(place, inner);
  const sampled = addTunnel(row, time, frame, wireLength, word(Layout.OUTER, Found.Ip), udp);
  const isSegment = carries === Protocol.Tcp || carries === Protocol.Tls;
  const opens: u32 = isSegment && opensConnection() ? Tunnel.OPENS : 0;
  if (sampled || opens !== 0 || (!isSegment && carries !== Protocol.Udp)) {
    const unchecked: u32 = u16At(udp + Header.UDP_CHECKSUM) === 0 ? Tunnel.UNCHECKED : 0;
    Host.lookInside(row, record, frame, word(Layout.INNER, Found.Ethernet), opens | unchecked);
  }
  return carries;
}

/** Bytes in front of the inner Ethernet header; 0 when what follows is not plainly that. */
function headerLength(kind: u32, at: usize, end: usize): u32 {
  const readable = <i32>(end - at);
  if (readable < Header.TUNNEL_LENGTH) return 0;
  const first = u8At(at);
  if (kind === Protocol.Vxlan) return (first & Header.VXLAN_VNI_PRESENT) !== 0 ? Header.TUNNEL_LENGTH : 0;
  const length = Header.TUNNEL_LENGTH + ((first & Header.GENEVE_LENGTH_MASK) << 2);
  if (first > <u32>Header.GENEVE_LENGTH_MASK || readable < <i32>length) return 0;
  return load<u8>(Layout.GRE_PROTOCOLS + u16At(at + Header.GENEVE_PROTOCOL)) === Protocol.Ethernet ? length : 0;
}

function tunnelShape(kind: u32, carries: u32): u32 {
  const tunnel: u32 = kind === Protocol.Vxlan ? Shape.VXLAN : Shape.GENEVE;
  return (
    shapeOf(Layout.INNER, carries) | ((shapeOf(Layout.OUTER, kind) & ~Shape.DATAGRAM) << Shape.OUTER_SHIFT) | tunnel
  );
}

/** As in ../telling.ts, of a frame whose inner TCP header is whole. */
function opensConnection(): bool {
  return (u8At(word(Layout.INNER, Found.Transport) + Header.TCP_FLAGS) & TcpFlag.Syn) !== 0;
}

/** The entry of the frame whose headers were found; 0 when the host does not want to tell its row. */
function entryOf(kind: u32, chain: u32, header: usize, length: u32, frame: f64, place: u32): usize {
  const id = u32At(header + Header.TUNNEL_VNI) >>> 8;
  const options = length > <u32>Header.TUNNEL_LENGTH ? Tunnel.OPTIONS : 0;
  const around = chain | (word(Layout.INNER, Found.Tag) << Tunnel.TAG_SHIFT) | options;
  const port = u16At(word(Layout.OUTER, Found.Transport) + 2);
  const hash = mix(hashOfEnds(), mix(around * K2 + port, id));
  const bucket: usize = Layout.TUNNEL_ENTRIES + (hash & (BUCKETS - 1)) * BUCKET_BYTES;
  let entry = bucket;
  for (; entry < bucket + BUCKET_BYTES && word(entry, Tunnel.Kind) !== 0; entry += ENTRY_BYTES) {
    const same = word(entry, Tunnel.Id) === id && word(entry, Tunnel.Around) === around;
    if (same && word(entry, Tunnel.Port) === port && word(entry, Tunnel.Kind) === kind && hasEnds(entry)) return entry;
  }
  writeKey(kind, port, id, around);
  if (!Host.tunnel(frame, place)) return 0;
  if (entry === bucket + BUCKET_BYTES) entry = bucket + ((hash >>> 16) % Tunnel.BUCKET) * ENTRY_BYTES;
  memory.copy(entry, Layout.TUNNEL_SOUGHT, ENTRY_BYTES);
  return entry;
}

/** Says to the host what is sought. */
function writeKey(kind: u32, port: u32, id: u32, around: u32): void {
  const sought: usize = Layout.TUNNEL_SOUGHT;
  memory.fill(sought, 0, ENTRY_BYTES);
  setWord(sought, Tunnel.Kind, kind);
  setWord(sought, Tunnel.Port, port);
  setWord(sought, Tunnel.Id, id);
  setWord(sought, Tunnel.Around, around);
  setWord(sought, Tunnel.Version, isSix() ? 6 : 4);
  for (let i = 0; i < addressWords(); i++) {
    setWord(sought, Tunnel.Source + i, u32At(sourceAt() + 4 * i));
    setWord(sought, Tunnel.Destination + i, u32At(destinationAt() + 4 * i));
  }
}

/** Of the outer addresses. */
function hashOfEnds(): u32 {
  let hash: u32 = 0;
  for (let i = 0; i < addressWords(); i++)
    hash = mix(mix(hash, u32At(sourceAt() + 4 * i)) * K2, u32At(destinationAt() + 4 * i));
  return hash;
}

function hasEnds(entry: usize): bool {
  if (word(entry, Tunnel.Version) !== (isSix() ? 6 : 4)) return false;
  for (let i = 0; i < addressWords(); i++) {
    if (word(entry, Tunnel.Source + i) !== u32At(sourceAt() + 4 * i)) return false;
    if (word(entry, Tunnel.Destination + i) !== u32At(destinationAt() + 4 * i)) return false;
  }
  return true;
}

function isSix(): bool {
  return word(Layout.OUTER, Found.Six) !== 0;
}

function addressWords(): i32 {
  return isSix() ? IPV6_WORDS : 1;
}

function sourceAt(): usize {
  return word(Layout.OUTER, Found.Ip) + (isSix() ? Header.IPV6_SOURCE : Header.IPV4_SOURCE);
}

function destinationAt(): usize {
  return word(Layout.OUTER, Found.Ip) + (isSix() ? Header.IPV6_DESTINATION : Header.IPV4_DESTINATION);
}
