/** How facts are worded in statements. */
import { formatIpv4, formatMac } from '../base/addresses.ts';
import { isIpv4 } from './scene.ts';
import { stationBytes } from './station-kind.ts';

/** Names spelled out in one list; the rest are counted. */
const NAMED = 3;

/** A station as text. */
export const stationName = (id: number): string => formatMac(stationBytes(id), 0);

/** An address as text; IPv6 addresses are only said to be some. */
export const addressName = (key: number): string => (isIpv4(key) ? formatIpv4(key) : 'an IPv6 address');

/** The first few of a list and how many more there are. */
export function listed(names: readonly string[]): string {
  if (names.length <= NAMED) return names.join(', ');
  return `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`;
}

/** `1 frame`, `2 frames`, `2 addresses`. */
export function counted(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  return `${count} ${noun}${noun.endsWith('s') ? 'es' : 's'}`;
}
