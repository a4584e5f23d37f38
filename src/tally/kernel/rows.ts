/** From headers to rows: what one IP header and its transport tell, at fixed places (../row-layout.ts). */
import * as Header from '../../wire/header-layout';
import * as IpNumber from '../../wire/ip-number';
import * as TcpFlag from '../../wire/tcp-flag';
import * as IcmpPorts from '../icmp-ports-layout';
import * as Layout from '../kernel-layout';
import * as Row from '../row-layout';
import * as Meta from '../row-meta';
import { drain } from './flows';
import { endHash, flowHash, fold } from './hash';
import { setDouble, setWord, u8At, u16At, u32At, word } from './memory';
import { openRing, passOn } from './ring';
import { otherSignature, tcpSignature, udpSignature } from './signature';
import { checksumState, synOptions } from './syn';

const ROW_BYTES: u32 = 4 * Layout.ROW_WORDS;
const PORTS_LENGTH = 4;

/** Rows that wait to be counted, and where the first of them is. */
let waiting: u32 = 0;
let first: usize = Layout.ROWS;
/** The rows go to another thread. */
let lent: bool = false;

/** Counts all rows that wait, or hands them over. */
export function flush(): void {
  if (!lent) drain(first, first + waiting * ROW_BYTES);
  else if (waiting > 0) first = passOn(waiting);
  waiting = 0;
}

/** From now on another thread counts the rows. */
export function lendFlows(): void {
  flush();
  openRing();
  lent = true;
  first = Layout.ROWS;
}

/** The other thread has counted all rows and gave the flows back. */
export function takeFlowsBack(): void {
  lent = false;
  first = Layout.ROWS;
}

/** Number of rows that wait. */
export function rowsWaiting(): u32 {
  return waiting;
}

/** Says how many rows the host wrote itself, as tests and benchmarks do. */
export function setRowsWaiting(rows: u32): void {
  waiting = rows;
}

/** A row with what is known of its frame; `keepRow` makes it one of those that wait. */
export function freshRow(timeNs: f64, frame: f64, wireLength: u32, chain: u32, place: u32): usize {
  if (waiting === Layout.ROWS_PER_BATCH) flush();
  const row: usize = first + waiting * ROW_BYTES;
  setDouble(row, Row.Time, timeNs);
  setDouble(row, Row.Frame, frame);
  setWord(row, Row.WireLength, wireLength);
  setWord(row, Row.Context, chain);
  setWord(row, Row.Place, place);
  setWord(row, Row.Payload, 0);
  setWord(row, Row.Options, 0);
  setWord(row, Row.TcpFlags, 0);
  return row;
}

export function keepRow(): void {
  waiting++;
}

/** TTL, fragmentation and whether an identification tells equal packets apart. */
export function ipMeta(ip: usize, six: bool): u32 {
  if (six) return Meta.Ipv6 | Meta.Anonymous | (u8At(ip + Header.IPV6_HOP_LIMIT) << Meta.TtlShift);
  const dontFragment: u32 = u16At(ip + Header.IPV4_FLAGS_OFFSET) & Header.DONT_FRAGMENT ? Meta.DontFragment : 0;
  const anonymous: u32 = u16At(ip + Header.IPV4_IDENTIFICATION) === 0 ? Meta.Anonymous : 0;
  return dontFragment | anonymous | (u8At(ip + Header.IPV4_TTL) << Meta.TtlShift);
}

/** Addresses and hash; ports and chain must be written. */
export function writeAddresses(row: usize, ip: usize, six: bool): void {
  const source = six ? writeIpv6(row, Row.Source, ip + Header.IPV6_SOURCE) : u32At(ip + Header.IPV4_SOURCE);
  const destination = six
    ? writeIpv6(row, Row.Destination, ip + Header.IPV6_DESTINATION)
    : u32At(ip + Header.IPV4_DESTINATION);
  if (!six) {
    setWord(row, Row.Source, source);
    setWord(row, Row.Destination, destination);
  }
  const ports = word(row, Row.Ports);
  const hash = flowHash(endHash(source, ports >>> 16), endHash(destination, ports & 0xffff), word(row, Row.Context));
  setWord(row, Row.Hash, hash);
}

/** Four words; answers what stands for them in the hash. */
function writeIpv6(row: usize, field: i32, at: usize): u32 {
  for (let i = 0; i < 4; i++) setWord(row, field + i, u32At(at + 4 * i));
  return fold(row + 4 * field);
}

/** The transport header behind `row`'s IP header, of which `readable` bytes were captured; `Row.Meta` must be written. */
export function writeTransport(row: usize, ip: usize, six: bool, at: usize, readable: i32, wireEnd: usize): void {
  const protocol = word(row, Row.Meta) & Meta.Protocol;
  if (protocol === IpNumber.Tcp && readable >= Header.TCP_LENGTH) writeTcp(row, ip, six, at, at + readable, wireEnd);
  else if (protocol === IpNumber.Udp && readable >= PORTS_LENGTH) {
    setWord(row, Row.Signature, udpSignature(ip, six, at, readable));
    setWord(row, Row.Ports, u32At(at));
  } else writeOther(row, ip, six, at, readable);
}

function writeTcp(row: usize, ip: usize, six: bool, at: usize, end: usize, wireEnd: usize): void {
  const length: i32 = (u8At(at + Header.TCP_DATA_OFFSET) >>> 4) << 2;
  const flags = u8At(at + Header.TCP_FLAGS);
  if (length >= Header.TCP_LENGTH) setWord(row, Row.Meta, word(row, Row.Meta) | Meta.Tcp);
  setWord(row, Row.Sequence, u32At(at + Header.TCP_SEQUENCE));
  setWord(row, Row.Acknowledgment, u32At(at + Header.TCP_ACKNOWLEDGMENT));
  setWord(row, Row.Window, u16At(at + Header.TCP_WINDOW));
  setWord(row, Row.TcpFlags, flags);
  setWord(row, Row.Payload, wireEnd > at + length ? <u32>(wireEnd - at - length) : 0);
  setWord(row, Row.Signature, tcpSignature(ip, six, at));
  setWord(row, Row.Ports, u32At(at));
  if ((flags & TcpFlag.Syn) !== 0) setWord(row, Row.Options, synFacts(row, ip, six, at, length, end, wireEnd));
}

/** Options and checksum state of a SYN: see `Row.Options`. */
function synFacts(row: usize, ip: usize, six: bool, at: usize, length: i32, end: usize, wireEnd: usize): u32 {
  const options = synOptions(at + Header.TCP_LENGTH, min(at + length, end));
  const whole = end === wireEnd && (word(row, Row.Meta) & Meta.Fragment) === 0;
  return whole ? options | (checksumState(ip, six, at, end) << Row.CHECKSUM_SHIFT) : options;
}

/** Everything else, transports whose header was cut included. */
function writeOther(row: usize, ip: usize, six: bool, at: usize, readable: i32): void {
  const protocol = word(row, Row.Meta) & Meta.Protocol;
  setWord(row, Row.Signature, otherSignature(ip, six, at, readable));
  setWord(row, Row.Ports, 0);
  if (protocol === IpNumber.Icmp || protocol === IpNumber.Icmpv6) {
    if (readable >= 2) setWord(row, Row.Ports, icmpPorts(protocol, u8At(at), u8At(at + 1)));
  } else if (!hasPorts(protocol)) return;
  else if (readable >= PORTS_LENGTH) setWord(row, Row.Ports, u32At(at));
  else setWord(row, Row.Meta, word(row, Row.Meta) | Meta.Portless);
}

/** Type and answering type, or type and marked code where nothing answers: the table is the host's (../icmp-ports.ts). */
function icmpPorts(protocol: u32, type: u32, code: u32): u32 {
  const table: usize = protocol === IpNumber.Icmp ? Layout.ICMP_TYPES : Layout.ICMPV6_TYPES;
  const counterpart: u32 = load<u16>(table + 2 * type);
  return (type << 16) | (counterpart === IcmpPorts.NO_COUNTERPART ? IcmpPorts.CODE | code : counterpart);
}

/** As in wire/ip.ts. */
function hasPorts(protocol: u32): bool {
  return (
    protocol === IpNumber.Tcp ||
    protocol === IpNumber.Udp ||
    protocol === IpNumber.Sctp ||
    protocol === IpNumber.UdpLite
  );
}

/** The station addresses of the Ethernet header at `at`. */
export function writeStations(row: usize, at: usize): void {
  setWord(row, Row.Stations, u32At(at));
  setWord(row, Row.Stations + 1, u32At(at + 4));
  setWord(row, Row.Stations + 2, u32At(at + 8));
}
