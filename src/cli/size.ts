/** Amounts of bytes as people write them. */
import { UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';

/** Powers of 1024, as tools for memory use these letters. */
const UNITS = ['', 'K', 'M', 'G', 'T'];

/** A parser for `800M`, `2G`, `1.5GiB` or plain bytes. */
export const byteSize =
  (name: string) =>
  (text: string): number => {
    const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([KMGT]?)(?:i?B)?$/i.exec(text) ?? [];
    const bytes = Math.floor(Number(number) * 1024 ** UNITS.indexOf((unit ?? '').toUpperCase()));
    if (number !== undefined && Number.isSafeInteger(bytes)) return bytes;
    throw new UsageError(`${name} takes an amount of bytes such as 800M or 2G, not '${printable(text)}'`);
  };
