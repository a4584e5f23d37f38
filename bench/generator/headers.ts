/** Header writers: each writes at an offset and answers the length it wrote. Transport checksums stay 0; they are in no figure. */

export const ETHERNET_LENGTH = 14;
export const TAG_LENGTH = 4;
export const UDP_LENGTH = 8;
/** With the options of a SYN, or time stamps: RFC 9293 §3.1, RFC 7323 §3. */
export const TCP_LENGTH = 32;
/** Outer Ethernet, IPv4, UDP and VXLAN (RFC 7348 §5). */
export const VXLAN_OVERHEAD = ETHERNET_LENGTH + 20 + UDP_LENGTH + 8;

export const EtherType = { Ipv4: 0x0800, Arp: 0x0806, Vlan: 0x8100, Ipv6: 0x86dd } as const;
export const IpNumber = { Icmp: 1, Tcp: 6, Udp: 17 } as const;
export const TcpFlag = { Fin: 1, Syn: 2, Psh: 8, Ack: 16 } as const;

/** Stations of container networks begin with 02:42 and hold the address (libnetwork). */
const STATION_PREFIX = 0x0242;
/** 10.244.0.0/16 and fd10::/64, as pod networks go. */
const POD_NETWORK = 0x0af4_0000;
const POD_NETWORK6 = 0xfd10_0000;
const TTL = 64;
const DONT_FRAGMENT = 0x4000;
const WINDOW = 502;
/** MSS 1460, SACK permitted, window scale 7, padding. */
const SYN_OPTIONS = [0x020405b4, 0x04020303, 0x07010101];
/** Two times no operation, then the time stamp option. */
const TIMESTAMP_OPTION = 0x0101080a;

/** IPv4 address of a pod. */
export const podAddress = (pod: number): number => (POD_NETWORK + pod + 2) | 0;

/** Station address of a pod. */
export function station(view: DataView, at: number, pod: number): void {
  view.setUint16(at, STATION_PREFIX);
  view.setUint32(at + 2, 0x0a00_0000 + pod);
}

/** EtherType, behind an 802.1Q tag when `vid` is not 0. */
export function etherType(view: DataView, at: number, type: number, vid: number): number {
  if (vid === 0) {
    view.setUint16(at, type);
    return 2;
  }
  view.setUint16(at, EtherType.Vlan);
  view.setUint16(at + 2, vid);
  view.setUint16(at + 4, type);
  return 2 + TAG_LENGTH;
}

/** What an IP header needs to know. */
export interface IpFields {
  source: number;
  destination: number;
  protocol: number;
  /** Bytes behind the header. */
  length: number;
  identification: number;
}

export function ipv4(view: DataView, at: number, fields: IpFields): number {
  view.setUint32(at, 0x4500_0000 | (20 + fields.length));
  view.setUint16(at + 4, fields.identification);
  view.setUint16(at + 6, DONT_FRAGMENT);
  view.setUint32(at + 8, ((TTL << 24) | (fields.protocol << 16)) >>> 0);
  view.setInt32(at + 12, fields.source);
  view.setInt32(at + 16, fields.destination);
  view.setUint16(at + 10, headerChecksum(view, at));
  return 20;
}

/** Between two pods, here by number. */
export function ipv6(view: DataView, at: number, fields: IpFields): number {
  view.setUint32(at, 0x6000_0000);
  view.setUint16(at + 4, fields.length);
  view.setUint16(at + 6, (fields.protocol << 8) | TTL);
  podAddress6(view, at + 8, fields.source);
  podAddress6(view, at + 24, fields.destination);
  return 40;
}

export function udp(view: DataView, at: number, ports: number, payload: number): number {
  view.setUint32(at, ports);
  view.setUint32(at + 4, ((UDP_LENGTH + payload) << 16) >>> 0);
  return UDP_LENGTH;
}

/** What a TCP header needs to know. */
export interface TcpFields {
  ports: number;
  sequence: number;
  acknowledgment: number;
  flags: number;
}

/** `clock` is the value of the time stamp option. */
export function tcp(view: DataView, at: number, fields: TcpFields, clock: number): number {
  view.setUint32(at, fields.ports);
  view.setUint32(at + 4, fields.sequence);
  view.setUint32(at + 8, fields.acknowledgment);
  view.setUint16(at + 12, ((TCP_LENGTH / 4) << 12) | fields.flags);
  view.setUint16(at + 14, WINDOW);
  view.setUint32(at + 16, 0);
  const syn = (fields.flags & TcpFlag.Syn) !== 0;
  view.setUint32(at + 20, syn ? SYN_OPTIONS[0] : TIMESTAMP_OPTION);
  view.setUint32(at + 24, syn ? SYN_OPTIONS[1] : clock);
  view.setUint32(at + 28, syn ? SYN_OPTIONS[2] : clock >>> 1);
  return TCP_LENGTH;
}

function podAddress6(view: DataView, at: number, pod: number): void {
  view.setUint32(at, POD_NETWORK6);
  view.setUint32(at + 4, 0);
  view.setUint32(at + 8, 0);
  view.setUint32(at + 12, pod + 2);
}

function headerChecksum(view: DataView, at: number): number {
  let sum = 0;
  for (let i = 0; i < 20; i += 2) if (i !== 10) sum += view.getUint16(at + i);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
