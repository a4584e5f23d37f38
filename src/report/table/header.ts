/** Which capture this is about. */
import type { Analysis, Input } from '../analysis.ts';
import { filterText } from '../phrases.ts';
import { bytes, count, counted, dateTime, duration } from '../quantities.ts';
import { linkedParagraph, paragraph } from '../text/lines.ts';
import type { Page } from '../text/page.ts';

/** More file names than this push the verdict off the screen. */
const MAX_NAMES = 3;

/** Files, formats, packets, duration and first time. */
export function headerSection(analysis: Analysis, page: Page): string[] {
  const { inputs, capture } = analysis;
  const when = capture.first === null ? '' : ` in ${duration(capture.durationSeconds)} from ${dateTime(capture.first)}`;
  return [
    ...inputs.slice(0, MAX_NAMES).flatMap((input) => inputLines(input, page)),
    ...paragraph(more(inputs, page), 0, page),
    ...paragraph(
      page.dotted([counted(capture.frames, 'packet') + when, `${bytes(capture.bytesOriginal)} on the wire`]),
      0,
      page,
    ),
    ...filtered(analysis, page),
    ...incomplete(inputs, page),
  ].filter((line) => line !== '');
}

function filtered(analysis: Analysis, page: Page): string[] {
  const filter = filterText(analysis);
  return filter === null ? [] : paragraph(`only packets that match --filter: ${filter}`, 0, page);
}

function inputLines({ path, format, compression, bytes: size, interfaces }: Input, page: Page): string[] {
  const names = interfaces.flatMap(({ name }) => name ?? []);
  const on = names.length
    ? `on ${names.slice(0, MAX_NAMES).join(', ')}${names.length > MAX_NAMES ? page.glyphs.ellipsis : ''}`
    : '';
  const packed = compression === 'none' ? format : `${format}, ${compression}`;
  const text = page.dotted([path, packed, bytes(size), on]);
  return linkedParagraph(text, { path, from: 0, length: path.length }, page, 'bold');
}

function more(inputs: readonly Input[], page: Page): string {
  const rest = inputs.length - MAX_NAMES;
  return rest > 0 ? `${page.glyphs.ellipsis} and ${count(rest)} more` : '';
}

function incomplete(inputs: readonly Input[], page: Page): string[] {
  const cutShort = inputs.filter(({ complete }) => !complete).length;
  if (cutShort === 0) return [];
  const which = inputs.length === 1 ? 'the capture is' : `${count(cutShort)} of ${count(inputs.length)} captures are`;
  return paragraph(`INCOMPLETE: ${which} damaged or cut short; see NOTES`, 0, page, 'yellow');
}
