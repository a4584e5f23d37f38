/** The formats of `netsight check`: one file and one entry each. */
import type { AddressOf } from '../report/format.ts';
import type { CheckReport } from './outcome.ts';

/** A page of the handbook. */
interface HandbookPage {
  title: string;
  paragraphs: readonly { heading: string; text: string }[];
}

/** What the terminal, the command line or the handbook decides. */
export interface CheckOptions {
  width: number;
  color: boolean;
  unicode: boolean;
  /** As for reports. */
  addressOf?: AddressOf;
  /** What the handbook says of a finding; null for what it does not know. */
  pageOf: (id: string) => HandbookPage | null;
}

/** Renders a run; the pieces together are the text, its last line ended. */
export type RenderCheck = (report: CheckReport, options: CheckOptions) => Iterable<string>;

/** A format, by the id that users type. */
export interface CheckFormat {
  id: string;
  title: string;
  load: () => Promise<RenderCheck>;
}

/** In the order in which help lists them. */
export const CHECK_FORMATS: readonly CheckFormat[] = [
  { id: 'table', title: 'one line for each expectation', load: async () => (await import('./table.ts')).render },
  { id: 'json', title: 'everything, for programs', load: async () => (await import('./json.ts')).render },
  { id: 'junit', title: 'JUnit XML', load: async () => (await import('./junit.ts')).render },
  { id: 'sarif', title: 'SARIF 2.1.0', load: async () => (await import('./sarif.ts')).render },
  { id: 'github', title: 'annotations of GitHub Actions', load: async () => (await import('./github.ts')).render },
  { id: 'gitlab', title: 'GitLab code quality', load: async () => (await import('./gitlab.ts')).render },
];
