/** Addresses as text: dotted quads, RFC 5952 for IPv6, lower case with colons for MACs. */

const IPV6_BYTES = 16;
const IPV6_GROUPS = 8;
const MAC_BYTES = 6;
/** "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255", the longest IPv6 text of RFC 4291 §2.2. */
const MAX_IPV6_TEXT = 45;
/** Zero groups that `::` may stand for: RFC 5952 §4.2.2 forbids it for a single one. */
const MIN_ZERO_RUN = 2;

/** The dotted quad of a 32-bit number. */
export function formatIpv4(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 0xff}.${(value >>> 8) & 0xff}.${value & 0xff}`;
}

/** The RFC 5952 text of 16 bytes; IPv4-mapped addresses end in a dotted quad (§5). */
export function formatIpv6(bytes: Uint8Array, at: number): string {
  const groups: number[] = [];
  for (let i = 0; i < IPV6_BYTES; i += 2) groups.push((bytes[at + i] << 8) | bytes[at + i + 1]);
  if (isMapped(groups)) return `::ffff:${formatIpv4((groups[6] << 16) | groups[7])}`;
  const [start, length] = longestZeroRun(groups);
  if (length < MIN_ZERO_RUN) return joinGroups(groups);
  return `${joinGroups(groups.slice(0, start))}::${joinGroups(groups.slice(start + length))}`;
}

/** Six bytes in lower case with colons. */
export function formatMac(bytes: Uint8Array, at: number): string {
  let text = '';
  for (let i = 0; i < MAC_BYTES; i++) text += (i === 0 ? '' : ':') + bytes[at + i].toString(16).padStart(2, '0');
  return text;
}

/** The 32-bit number of a dotted quad; null for anything else, octal-looking parts such as `010` included. */
export function parseIpv4(text: string): number | null {
  const parts = text.length <= 15 ? text.split('.') : [];
  if (parts.length !== 4) return null;
  let value = 0;
  for (const part of parts) {
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return null;
    value = value * 256 + Number(part);
  }
  return value;
}

/** The 16 bytes of an IPv6 address in any form of RFC 4291 §2.2; null for anything else, zone ids included. */
export function parseIpv6(text: string): Uint8Array | null {
  if (text.length > MAX_IPV6_TEXT) return null;
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const head = parseGroups(halves[0], halves.length === 1);
  const tail = halves.length === 2 ? parseGroups(halves[1], true) : [];
  if (head === null || tail === null) return null;
  const missing = IPV6_GROUPS - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  return groupBytes([...head, ...new Array<number>(missing).fill(0), ...tail]);
}

/** The six bytes of a MAC with `:` or `-` between them, or in Cisco's three dotted groups; null for anything else. */
export function parseMac(text: string): Uint8Array | null {
  const parts = /^[\da-f]{4}(\.[\da-f]{4}){2}$/i.test(text)
    ? text.replaceAll('.', '').match(/../g)!
    : text.split(text.includes('-') ? '-' : ':');
  if (parts.length !== MAC_BYTES || !parts.every((part) => /^[\da-f]{1,2}$/i.test(part))) return null;
  return Uint8Array.from(parts, (part) => Number.parseInt(part, 16));
}

function isMapped(groups: number[]): boolean {
  return groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);
}

/** Start and length; the first of several equally long runs, as RFC 5952 §4.2.3 asks. */
function longestZeroRun(groups: number[]): [number, number] {
  let start = 0;
  let length = 0;
  for (let from = 0, i = 0; i < groups.length; i++) {
    if (groups[i] !== 0) from = i + 1;
    else if (i + 1 - from > length) [start, length] = [from, i + 1 - from];
  }
  return [start, length];
}

function joinGroups(groups: number[]): string {
  return groups.map((group) => group.toString(16)).join(':');
}

/** The groups on one side of `::`; only the last may be a dotted quad, which makes two. */
function parseGroups(text: string, mayEndInIpv4: boolean): number[] | null {
  const groups: number[] = [];
  const parts = text === '' ? [] : text.split(':');
  for (const [index, part] of parts.entries()) {
    const ipv4 = mayEndInIpv4 && index === parts.length - 1 ? parseIpv4(part) : null;
    if (ipv4 !== null) groups.push(ipv4 >>> 16, ipv4 & 0xffff);
    else if (/^[\da-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16));
    else return null;
  }
  return groups;
}

function groupBytes(groups: number[]): Uint8Array {
  return Uint8Array.from({ length: IPV6_BYTES }, (_, i) => (groups[i >> 1] >> (i % 2 === 0 ? 8 : 0)) & 0xff);
}

/** An IPv4 address as the signed word that tables hold; 0 for anything else. */
export const ipv4Word = (text: string): number => (parseIpv4(text) ?? 0) | 0;
