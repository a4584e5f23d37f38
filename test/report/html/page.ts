/** What tests read out of a page: its text, its elements, its tables. */
import type { Analysis } from '../../../src/report/analysis.ts';
import { renderer } from '../../../src/report/html.ts';

const render = await renderer();

/** The page of an analysis. */
export const page = (analysis: Analysis, top = 100): string =>
  [...render(analysis, { width: 80, color: false, unicode: true, top })].join('');

/** Start and end tags with the names of their attributes, without what comes from style and script. */
export const elements = (html: string): string[] =>
  (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/="[^"]*"/g, ''));

/** The words of a piece of markup. */
export const words = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>|<script>.*?<\/script>/gs, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, ' ')
    .trim();

/** The cells of the table with that name, line by line; no lines when there is no such table. */
export function rows(html: string, label: string): string[][] {
  const body =
    new RegExp(`aria-label="${label}[^"]*"[^>]*>\\s*<table.*?<tbody>(.*?)</tbody>`, 's').exec(html)?.[1] ?? '';
  return body
    .split('</tr>')
    .slice(0, -1)
    .map((row) => (row.match(/<td.*?<\/td>/gs) ?? []).map(words));
}

/** The identifiers of the sections, in order. */
export const sections = (html: string): string[] => Array.from(html.matchAll(/<h2 id="([^"]*)"/g), ([, id]) => id);
