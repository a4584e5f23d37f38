/** Who stands in drawings of the network: which ends of flows are hosts, and which of them findings are about. */
import { parseIpv4, parseIpv6, parseMac } from '../base/addresses.ts';
import type { Finding, FlowEnd } from './analysis.ts';

/** Source of hosts that have no address yet (RFC 1122 §3.2.1.3, RFC 4291 §2.5.2). */
const UNSPECIFIED = ['0.0.0.0', '::'];
/** Groups and broadcast (RFC 1112 §4, RFC 919 §7, RFC 4291 §2.7). */
const GROUP = /^(?:2(?:2[4-9]|3\d)\.|255\.255\.255\.255$|ff)/;

/** Neither a group nor a broadcast nor a host that has no address yet. */
export const isHost = ({ ip, mac }: Pick<FlowEnd, 'ip' | 'mac'>): boolean =>
  !GROUP.test(ip) && !UNSPECIFIED.includes(ip) && (mac === null || !isGroupMac(mac));

/** The lowest bit of the first byte (IEEE 802-2014 §8.2.2). */
const isGroupMac = (mac: string): boolean => Number.parseInt(mac.slice(0, 2), 16) % 2 === 1;

/** What only informs is no fault. */
export const isFault = ({ severity }: Finding): boolean => severity !== 'info';

/** The addresses that a finding's subject names, in its order and without ports: `10.0.0.1 → [fd00::1]:80` has two. */
export function addressesIn(subject: string): string[] {
  const words = subject.split(/[\s,()[\]]+/);
  return [...new Set(words.flatMap((word) => [word, word.replace(/:\d*$/, '')].find(isAddress) ?? []))];
}

const isAddress = (word: string): boolean =>
  parseIpv4(word) !== null || parseMac(word) !== null || parseIpv6(word) !== null;
