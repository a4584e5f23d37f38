/** The records of IGMPv3 (RFC 9776 §4.2) and MLDv2 (RFC 9777 §5.2) reports, which differ in their addresses only. */
import type { Layer } from './layer.ts';

/** Of a report: how many records there are, and where they begin. */
const RECORD_COUNT = 6;
const RECORDS = 8;
/** Of a record: length of the auxiliary data in words, number of sources, the group and behind it the sources. */
const AUXILIARY = 1;
const SOURCE_COUNT = 2;
const GROUP = 4;

/** Replaces `count` addresses from `at` on as far as they lie before `end`, and answers where they end. */
type ReplaceAddresses = (bytes: Uint8Array, at: number, end: number, count: number) => number;

/** Replaces groups and sources of all records, drops their auxiliary data, and answers where the last one ends. */
export function groupRecords({ bytes, view, at, end }: Layer, addressBytes: number, replace: ReplaceAddresses): number {
  let record = at + RECORDS;
  for (let left = view.getUint16(at + RECORD_COUNT); left > 0 && record + GROUP + addressBytes <= end; left--) {
    const sources = view.getUint16(record + SOURCE_COUNT);
    const auxiliary = 4 * view.getUint8(record + AUXILIARY);
    const done = replace(bytes, record + GROUP, end, 1 + sources);
    const following = Math.min(done + auxiliary, end);
    bytes.fill(0, done, following);
    record = following;
  }
  return record;
}
