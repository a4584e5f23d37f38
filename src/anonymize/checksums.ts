/**
 * Checksums of rewritten headers: what was right is made right, what the sender's card was to finish (RFC 1071 over the pseudo header alone) stays
 * unfinished, what was wrong stays wrong. None of them tells anything of the original bytes.
 */
import { fold, pseudoSum, sum } from '../tally/checksum.ts';
import * as IpNumber from '../wire/ip-number.ts';
import type { Secret } from './secret.ts';

/** A checksum and what it covers. */
export interface Covered {
  /** Where it stands. */
  field: number;
  /** First byte that it covers, and one past the last, which may lie behind what was captured. */
  from: number;
  to: number;
  /** Start of the IP header whose addresses count too; −1 without. */
  ip: number;
  protocol: number;
  /** As the pseudo header counts it: of the whole transport packet, in bytes. */
  length: number;
  /** False when bytes that it covers are not there. */
  whole: boolean;
}

/** What is to be done about one when the bytes have been rewritten. */
export interface Pending {
  covered: Covered;
  kind: 'right' | 'unfinished' | 'wrong' | 'unknown';
  stored: number;
}

/** What the checksum is now; null when the sender left it out (RFC 768). */
export function lookAt(view: DataView, covered: Covered): Pending | null {
  const stored = view.getUint16(covered.field);
  const pseudo = pseudoOf(view, covered);
  const { whole, from, to, protocol } = covered;
  if (stored === 0 && protocol === IpNumber.Udp) return null;
  if (whole && fold(pseudo + sum(view, from, to - from)) === 0xffff) return { covered, stored, kind: 'right' };
  // Left for the card as well: an IP header is not summed up then.
  if (stored === 0 && covered.ip < 0) return null;
  if (pseudo > 0 && stored === fold(pseudo)) return { covered, stored, kind: 'unfinished' };
  return { covered, stored, kind: whole ? 'wrong' : 'unknown' };
}

/** Writes the checksum over what the bytes are now. */
export function settle(view: DataView, pending: Pending, secret: Secret): void {
  const { covered, kind, stored } = pending;
  const { field } = covered;
  if (kind === 'unknown') {
    view.setUint16(field, drawn(secret, stored));
    return;
  }
  const pseudo = pseudoOf(view, covered);
  if (kind === 'unfinished') {
    view.setUint16(field, fold(pseudo));
    return;
  }
  const right = rightSum(view, covered, pseudo);
  // Not the same error as before: it would tell the sum of the addresses where the checksum was never made. Never 0xffff, which adds nothing.
  const error = kind === 'right' ? 0 : 1 + (drawn(secret, stored) % 0xfffd);
  const written = fold(right + error);
  view.setUint16(field, written === 0 && covered.protocol === IpNumber.Udp ? 0xffff : written);
}

/** Complement of the sum without the field itself. */
function rightSum(view: DataView, { field, from, to }: Covered, pseudo: number): number {
  view.setUint16(field, 0);
  return 0xffff - fold(pseudo + sum(view, from, to - from));
}

/** A number that stands for another; 0, which would be none, is left out. */
const drawn = (secret: Secret, stored: number): number =>
  secret.digest('checksum', Uint8Array.of(stored >> 8, stored & 0xff)).readUInt16BE(0) || 1;

/** ICMP has no pseudo header. */
const pseudoOf = (view: DataView, { ip, protocol, length }: Covered): number =>
  ip < 0 ? 0 : pseudoSum(view, ip, protocol, length);
