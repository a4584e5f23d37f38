/** Amounts of bytes as people write them. */
import { UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';

/** Each is the one before times 1024 for memory, times 1000 for texts. */
const UNITS = ['', 'K', 'M', 'G', 'T'];

/** How one option reads its amount. */
interface Reading {
  /** Shown when the amount makes no sense. */
  example: string;
  /** Bytes of a K. */
  kilo?: number;
}

/** A parser for `800M`, `2G`, `1.5GiB` or plain bytes. */
export const byteSize =
  (name: string, { example, kilo = 1024 }: Reading) =>
  (text: string): number => {
    const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*([KMGT]?)(?:i?B)?$/i.exec(text.trim()) ?? [];
    const bytes = Math.floor(Number(number) * kilo ** UNITS.indexOf(unit.toUpperCase()));
    if (number !== undefined && Number.isSafeInteger(bytes)) return bytes;
    throw new UsageError(`${name} takes an amount of bytes such as ${example}, not '${printable(text)}'`);
  };
