/** Pieces of Wireshark display filters (wireshark-filter(4)). */

/** Alternatives written out in one filter; more would be longer than what a person reads. */
export const MAX_ALTERNATIVES = 8;
const NS_PER_SECOND = 1e9;
const NS_PER_MICROSECOND = 1000;

/** `ip.addr == 10.0.0.1`, whatever the version. */
export const hasAddress = (address: string): string => `${field(address)}.addr == ${address}`;

/** Sent from an address. */
export const fromAddress = (address: string): string => `${field(address)}.src == ${address}`;

/** Sent to an address. */
export const toAddress = (address: string): string => `${field(address)}.dst == ${address}`;

/** Fragments of a datagram, by the version of one of its addresses. */
export const fragmentsOf = (address: string): string =>
  field(address) === 'ipv6' ? 'ipv6.fraghdr' : '(ip.flags.mf == 1 || ip.frag_offset > 0)';

/** At this time of the run (in ns since `epochSeconds`) or later, to the microsecond before; empty without a time. */
export function since(timeNs: number, epochSeconds: number): string {
  if (!Number.isFinite(timeNs)) return '';
  const seconds = Math.floor(timeNs / NS_PER_SECOND);
  const micros = Math.floor((timeNs - seconds * NS_PER_SECOND) / NS_PER_MICROSECOND);
  return `frame.time_epoch >= ${epochSeconds + seconds}.${String(micros).padStart(6, '0')}`;
}

/** All of them; empty parts are left out. */
export const and = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' && ');

/** Any of them, in parentheses; cut to the first few. */
export function or(parts: readonly string[]): string {
  const few = [...new Set(parts)].slice(0, MAX_ALTERNATIVES);
  return few.length > 1 ? `(${few.join(' || ')})` : (few[0] ?? '');
}

const field = (address: string): string => (address.includes(':') ? 'ipv6' : 'ip');
