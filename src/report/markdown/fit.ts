/** A report within a number of bytes: parts are dropped from the bottom, whole, and a line says which. */
import { count } from '../quantities.ts';

/** What is shown or dropped as a whole. */
export interface Part {
  /** As the line says that tells what was left out. */
  name: string;
  lines: string[];
  /** Always stays. */
  isKept?: true;
}

/** The parts that are kept, and the line about the others. */
export interface Fitted {
  lines: string[];
  /** False when what must stay alone is too large. */
  fits: boolean;
}

const FENCE = /^(`{3,})/;
const encoder = new TextEncoder();

/** As many parts from the top as fit into `maxBytes` of UTF-8 together with the line and `last`. */
export function fitted(parts: readonly Part[], last: readonly string[], maxBytes: number): Fitted {
  const least = parts.findLastIndex(({ isKept }) => isKept) + 1;
  let room = maxBytes - bytesOf(last) - parts.reduce((sum, { lines }) => sum + bytesOf(lines), 0);
  let shown = parts.length;
  for (; shown > least && room < bytesOf(leftOut(parts.slice(shown), maxBytes)); shown--)
    room += bytesOf(parts[shown - 1].lines);
  const notice = leftOut(parts.slice(shown), maxBytes);
  const lines = [...parts.slice(0, shown).flatMap((part) => part.lines), ...notice, ...last];
  return { lines, fits: room >= bytesOf(notice) };
}

/** The first lines that fit, a block of code closed: for what no choice of parts makes small enough. */
export function cutLines(lines: readonly string[], maxBytes: number): string[] {
  const notice = ['', `… cut here to stay within ${count(maxBytes)} bytes (\`--max-bytes\`)`];
  let room = maxBytes - bytesOf(notice);
  let fence = '';
  const kept: string[] = [];
  for (const line of lines) {
    const opens = fence === '' ? (FENCE.exec(line)?.[1] ?? '') : line === fence ? '' : fence;
    room -= bytesOf([line]) + bytesOf(opens && opens !== fence ? [opens] : []);
    if (room < 0) break;
    kept.push(line);
    fence = opens;
  }
  return [...kept, ...(fence ? [fence] : []), ...notice];
}

function leftOut(parts: readonly Part[], maxBytes: number): string[] {
  if (parts.length === 0) return [];
  const names = parts.map(({ name }) => name);
  const counts = [...new Set(names)].map((name) => {
    const times = names.filter((other) => other === name).length;
    return times > 1 ? `${name} (${count(times)})` : name;
  });
  return ['', `Left out to stay within ${count(maxBytes)} bytes: ${counts.join(', ')} (\`--max-bytes 0\` shows all).`];
}

/** Bytes of lines with their ends. */
const bytesOf = (lines: readonly string[]): number =>
  lines.reduce((sum, line) => sum + encoder.encode(line).length + 1, 0);
