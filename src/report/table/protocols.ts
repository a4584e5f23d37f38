/** Which protocols, most frequent first. */
import type { Analysis } from '../analysis.ts';
import { count } from '../quantities.ts';
import { heading } from '../text/lines.ts';
import type { Page } from '../text/page.ts';

/** The protocols line; empty without packets. */
export function protocolsSection({ protocols }: Analysis, page: Page): string[] {
  const names = Object.entries(protocols).sort(([, a], [, b]) => b - a);
  if (names.length === 0) return [];
  return heading('PROTOCOLS', page.dotted(names.map(([name, frames]) => `${name} ${count(frames)}`)), page);
}
