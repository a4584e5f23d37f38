/** Headers that name nobody: numbers, lengths, flags, ports, VLANs, VNIs. */
import * as geneve from '../../wire/geneve.ts';
import * as gre from '../../wire/gre.ts';
import * as tcp from '../../wire/tcp.ts';
import type { Layer, Rewrite } from './layer.ts';

/** NSH: base and service path header; AH: all but the integrity check value. */
const NSH_FIXED = 8;
const AH_FIXED = 12;
/** L2TP with length, sequence numbers and offset. */
const L2TP_LONGEST = 14;
/** WireGuard: type and index. */
const WIREGUARD_FIXED = 8;
const SCTP_CHECKSUM = 8;
/** OVN's port keys (ovn: controller/physical.h). */
const OVN_CLASS = 0x0102;
const OVN_TYPE = 0x80;
/** GRE: routing present; a route entry's header, and where its length stands. */
const GRE_ROUTING = 0x4000;
const ROUTE_HEADER = 4;
const ROUTE_LENGTH = 3;
/** TCP options (IANA) that hold numbers only: maximum segment size, window scale, selective acknowledgments, time stamps. */
const TCP_OPTIONS = [2, 3, 4, 5, 8];
const END = 0;
const NO_OPERATION = 1;

/** Nothing to replace. */
export const keep: Rewrite = ({ next }) => next;

export const wireguard: Rewrite = ({ at, end }) => Math.min(at + WIREGUARD_FIXED, end);

/** Contexts are the operator's own. */
export const nsh: Rewrite = (layer) => keepFirst(layer, NSH_FIXED);

/** Behind the header there may be bytes without a meaning, as many as its offset says. */
export const l2tp: Rewrite = (layer) => keepFirst(layer, L2TP_LONGEST);

export const ah: Rewrite = (layer) => keepFirst(layer, AH_FIXED);

/** The checksum is of all the payload (CRC-32c, RFC 9260 §6.8), so it goes with it. */
export const sctp: Rewrite = ({ bytes, at, next }) => {
  bytes.fill(0, at + SCTP_CHECKSUM, next);
  return next;
};

/** Options of others than OVN may hold anything; their class and type say which product it is. */
export const genevePart: Rewrite = ({ bytes, view, at, next }) => {
  let option = geneve.optionsStart(at);
  while (option + geneve.OPTION_HEADER <= next) {
    const following = Math.min(geneve.nextOption(view, option), next);
    const isOvn = geneve.optionClass(view, option) === OVN_CLASS && geneve.optionType(view, option) === OVN_TYPE;
    if (!isOvn) bytes.fill(0, option + geneve.OPTION_HEADER, following);
    option = following;
  }
  return next;
};

/** Source routes are addresses; only old routers ever used them. */
export const grePart: Rewrite = ({ bytes, view, at, next }) => {
  if ((gre.flags(view, at) & GRE_ROUTING) === 0) return next;
  let cursor = gre.routesStart(view, at);
  while (cursor + ROUTE_HEADER <= next) {
    const following = Math.min(cursor + ROUTE_HEADER + view.getUint8(cursor + ROUTE_LENGTH), next);
    bytes.fill(0, cursor + ROUTE_HEADER, following);
    cursor = following;
  }
  return next;
};

/** Options that may hold addresses or keys (multipath, fast open, authentication) become no-operations. */
export const tcpPart: Rewrite = ({ bytes, view, at, next }) => {
  const stop = Math.min(at + tcp.headerLength(view, at), next);
  for (let option = at + tcp.MIN_LENGTH; option < stop && bytes[option] !== END; ) {
    const length = bytes[option] === NO_OPERATION || option + 1 === stop ? 1 : Math.max(bytes[option + 1], 1);
    const following = Math.min(option + length, stop);
    if (!TCP_OPTIONS.includes(bytes[option])) bytes.fill(NO_OPERATION, option, following);
    option = following;
  }
  return next;
};

function keepFirst({ bytes, at, next }: Layer, length: number): number {
  bytes.fill(0, Math.min(at + length, next), next);
  return next;
}
