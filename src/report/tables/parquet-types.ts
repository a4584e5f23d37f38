/**
 * Kinds of column as Parquet types (parquet-format, LogicalTypes.md). Every column may hold nulls. Times are UTC but not marked as such: readers then show
 * the digits of the report, where DuckDB would cut a marked one to microseconds and shift it to the reader's time zone.
 */
import type { ParquetWriter } from 'hyparquet-writer';
import type { cleanValue, Kind } from './table.ts';

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

const OPTIONAL = { repetition_type: 'OPTIONAL' } as const;
const TEXT = { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } } as const;
const NS_PER_MS = 1_000_000n;
/** What a signed 64-bit number of nanoseconds can say ends in 2262; later times, which only a broken capture holds, are left out. */
const MAX_INT64 = 2n ** 63n - 1n;

const TYPES: Record<Exclude<Kind, 'texts'>, Omit<SchemaElement, 'name'>> = {
  text: TEXT,
  time: { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'NANOS' } },
  count: { type: 'INT64', converted_type: 'UINT_64' },
  identifier: { type: 'INT32', converted_type: 'UINT_32' },
  number: { type: 'DOUBLE' },
  flag: { type: 'BOOLEAN' },
};

/** The schema of one column; a list is three levels deep. */
export function elementsOf(name: string, kind: Kind): SchemaElement[] {
  if (kind !== 'texts') return [{ name, ...OPTIONAL, ...TYPES[kind] }];
  return [
    { name, ...OPTIONAL, num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' } },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', ...OPTIONAL, ...TEXT },
  ];
}

/** The value as the writer takes it; numbers that JavaScript holds are exact up to 2^53. */
export function parquetValue(kind: Kind, value: ReturnType<typeof cleanValue>): unknown {
  if (value === null) return null;
  if (kind === 'count') return BigInt(value as number);
  return kind === 'time' ? nanoseconds(value as string) : value;
}

/** Nanoseconds since 1970 of an RFC 3339 time with nine digits. */
function nanoseconds(time: string): bigint | null {
  const [, seconds, fraction] = /^(.{19})\.(\d{9})Z$/.exec(time) ?? [];
  const ns = BigInt(Date.parse(`${seconds}Z`)) * NS_PER_MS + BigInt(fraction);
  return ns > MAX_INT64 ? null : ns;
}
