/** What the formats of a comparison get and give. */
import type { AddressOf } from '../report/format.ts';
import type { Difference } from './difference.ts';

/** What the terminal or the command line decides. */
export interface DiffOptions {
  width: number;
  color: boolean;
  unicode: boolean;
  /** As for reports. */
  addressOf?: AddressOf;
}

/** Renders a comparison; the pieces together are the text, its last line ended. */
export type RenderDiff = (difference: Difference, options: DiffOptions) => Iterable<string>;

/** A format of `netsight diff`. */
export interface DiffFormat {
  id: string;
  title: string;
  load: () => Promise<RenderDiff>;
}

/** In the order in which help lists them. */
export const DIFF_FORMATS: readonly DiffFormat[] = [
  { id: 'table', title: 'text for a terminal', load: async () => (await import('./table.ts')).render },
  { id: 'json', title: 'everything, for programs', load: async () => (await import('./json.ts')).render },
  { id: 'markdown', title: 'for a ticket', load: async () => (await import('./markdown.ts')).render },
];
