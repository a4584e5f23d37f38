/** Frames rewritten by themselves, with bytes around them that must stay. */
import { expect } from 'vitest';
import { Rewriter } from '../../src/anonymize/rewriter.ts';
import { secretOf } from '../../src/anonymize/secret.ts';
import { UDP_PORTS } from '../../src/wire/next.ts';
import { SECRET } from './originals.ts';

const MARGIN = 9;
const AROUND = 0xee;
export const rewriter = new Rewriter(secretOf(SECRET), UDP_PORTS);

/** The frame with pseudonyms; nothing before or behind it is touched. */
export function rewritten(frame: Uint8Array, linkType = 1, wireLength: number = frame.length): Uint8Array {
  const bytes = new Uint8Array(frame.length + 2 * MARGIN).fill(AROUND);
  bytes.set(frame, MARGIN);
  const end = MARGIN + frame.length;
  rewriter.rewrite({ bytes, view: new DataView(bytes.buffer), start: MARGIN, end, wireLength, fcsLength: 0 }, linkType);
  expect([...bytes.subarray(0, MARGIN), ...bytes.subarray(end)].every((byte) => byte === AROUND)).toBe(true);
  return bytes.slice(MARGIN, end);
}
