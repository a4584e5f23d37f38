/** Where a flow's origin record begins, given where its entry does; both in words. */
import * as Entry from './flow-entry-layout.ts';
import * as Origin from './flow-origin-layout.ts';

export const originOf = (entry: number): number => (entry * Origin.WORDS) / Entry.WORDS;
