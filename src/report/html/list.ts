/** Lists cut to a number of entries and of bytes: a report of a million flows stays a page that a ticket takes. */
import { count } from '../quantities.ts';
import { html, type Markup, NOTHING, size } from './markup.ts';

/** How much of a list is shown. */
export interface Room {
  /** Entries. */
  top: number;
  /** Bytes of all entries together. */
  bytes: number;
}

/** The first entries that fit, rendered. */
export function fitting<Entry>(entries: readonly Entry[], room: Room, render: (entry: Entry) => Markup): Markup[] {
  const shown: Markup[] = [];
  let left = room.bytes;
  for (const entry of entries.slice(0, room.top)) {
    const markup = render(entry);
    left -= size(markup);
    if (left < 0) break;
    shown.push(markup);
  }
  return shown;
}

/** The line below a list that was cut; nothing when it was not. */
export function more(shown: number, total: number): Markup {
  return total > shown
    ? html`<p class="more">… and ${count(total - shown)} more (--top N or --format json)</p>`
    : NOTHING;
}
