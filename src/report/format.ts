/** What every format gets and gives: the analysis goes in, text comes out in pieces. */
import type { Analysis, Flow } from './analysis.ts';

/** What the terminal or the command line decides; formats for machines ignore all of it but `top`. */
export interface RenderOptions {
  /** Columns of the terminal. */
  width: number;
  /** ANSI colours. */
  color: boolean;
  /** UTF-8; otherwise nothing but ASCII is written. */
  unicode: boolean;
  /** Longest list for people to read; totals are never cut. */
  top: number;
}

/** Renders a whole report; the pieces together are the text, its last line ended. */
export type Render = (analysis: Analysis, options: RenderOptions) => Iterable<string>;

/** A report format, by the id that users type. */
export interface Format {
  id: string;
  title: string;
  /** Of files, without a dot. */
  extension: string;
  /** Longest list unless --top says otherwise; what fits on a screen where it is left out. */
  top?: number;
  /** Loads the renderer; nothing of a format is loaded before it is asked for. */
  load: () => Promise<Render>;
}

/** What is known beside the flows themselves when only they are shown. */
export interface FlowListOptions extends RenderOptions {
  /** All flows, listed or not. */
  total: number;
}

/** Renders flows as they come. */
export type RenderFlows = (flows: Iterable<Flow>, options: FlowListOptions) => Iterable<string>;

/** A format of `netsight flows`. */
export interface FlowFormat {
  id: string;
  title: string;
  extension: string;
  load: () => Promise<RenderFlows>;
}
