/** Nothing that acts: what any text output may hold. */
import { expectThat } from './fault.ts';

/** Controls but line feeds, bidirectional marks and overrides, line separators, the byte order mark, halves of characters. */
const ACTING =
  /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/u;
const SHOWN = 60;

/** The first character that could act on a terminal or reorder what is read, with what stands around it; null when there is none. */
export function actingIn(text: string): string | null {
  const at = text.replaceAll('\r\n', ' \n').search(ACTING);
  return at < 0 ? null : JSON.stringify(text.slice(Math.max(0, at - SHOWN), at + SHOWN));
}

/** Throws when a text holds a character that acts. */
export function expectHarmless(what: string, text: string): void {
  const found = actingIn(text);
  expectThat(found === null, `${what} holds a character that acts on a terminal`, () => found);
}
