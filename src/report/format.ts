/** What every format gets and gives: the analysis goes in, text comes out in pieces. */
import type { Analysis, Flow } from './analysis.ts';

/** The address of the file at a path, in printable ASCII; null where there is nothing to link to. */
export type AddressOf = (path: string) => string | null;

/** What the terminal or the command line decides; formats for machines ignore all of it but `top`. */
export interface RenderOptions {
  /** Columns of the terminal. */
  width: number;
  /** ANSI colours. */
  color: boolean;
  /** UTF-8; otherwise nothing but ASCII is written. */
  unicode: boolean;
  /** For links to files; without it there are none. */
  addressOf?: AddressOf;
  /** Longest list for people to read; totals are never cut. */
  top: number;
  /** Longest report in bytes of UTF-8, for formats that say `bounded`; 0 or none is no bound. */
  maxBytes?: number;
  /** Longest table for machines; without it every row is written. */
  rows?: number;
  /** Lists too long to be held; without it a format has what the analysis holds. */
  lists?: Lists;
}

/** Lists of any length, made as they are asked for, in the order of the report. */
export interface Lists {
  /** How many the report lists. */
  top: number;
  flows: (top: number) => Iterable<Flow>;
  endpoints: (top: number) => Analysis['endpoints'];
}

/** A part of a report; bytes where the format is no text. */
export type Piece = string | Uint8Array;

/** Renders a whole report; the pieces together are the report, the last line of a text ended. */
export type Render = (analysis: Analysis, options: RenderOptions) => Iterable<Piece>;

/** A report format, by the id that users type. */
export interface Format {
  id: string;
  title: string;
  /** Of files, without a dot. */
  extension: string;
  /** Longest list unless --top says otherwise; what fits on a screen where it is left out. */
  top?: number;
  /** Writes one table of several (tables/registry.ts), whole ones into a folder. */
  tables?: true;
  /** Takes long lists from `RenderOptions.lists`, not from the analysis. */
  streams?: true;
  /** Keeps to `RenderOptions.maxBytes`. */
  bounded?: true;
  /** No text: nothing for a terminal. */
  binary?: true;
  /** Loads the renderer, for that table where there are several; nothing of a format is loaded before it is asked for. */
  load: (table?: string) => Promise<Render>;
}

/** What is known beside the flows themselves when only they are shown. */
export interface FlowListOptions extends RenderOptions {
  /** All flows, listed or not. */
  total: number;
}

/** Renders flows as they come. */
export type RenderFlows = (flows: Iterable<Flow>, options: FlowListOptions) => Iterable<Piece>;

/** A format of `netsight flows`. */
export interface FlowFormat {
  id: string;
  title: string;
  extension: string;
  /** As in `Format`. */
  binary?: true;
  load: () => Promise<RenderFlows>;
}
