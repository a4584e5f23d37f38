import type { CaptureInfo } from './packet-source.ts';

/** Enough to see a pattern; a hostile file could make millions. */
const MAX_DAMAGE = 32;

/** Notes a fault after which reading goes on. */
export function noteDamage(info: CaptureInfo, offset: number, code: string, message: string): void {
  if (info.damage.length < MAX_DAMAGE) info.damage.push({ offset, code, message });
}

/** Notes a fault that ends the reading, and says how much was left unread. */
export function stopAt(info: CaptureInfo, offset: number, code: string, message: string): void {
  info.damage.push({ offset, code, message: `${message} ${unread(info, offset)}` });
}

function unread(info: CaptureInfo, offset: number): string {
  // A file may have grown since its size was asked for.
  if (info.size === null || info.compression !== 'none' || offset >= info.size) return 'Reading stopped there.';
  return `Reading stopped there; ${info.size - offset} of ${info.size} bytes were not read.`;
}
