/** What was declared beside what was observed. */
import type { Analysis } from '../analysis.ts';
import { attachmentName, declaredText, observedText } from '../attachment-text.ts';
import { counted } from '../quantities.ts';
import { type Column, columns } from '../text/columns.ts';
import { andMore, heading } from '../text/lines.ts';
import type { Page } from '../text/page.ts';

const LAYOUT: readonly Column[] = [{ title: 'network' }, { title: 'declared', flexible: true }, { title: 'observed' }];

/** The declared section; empty without --nad and --pods. */
export function declaredSection({ declared }: Analysis, page: Page): string[] {
  if (declared === null) return [];
  const { attachments, pods, problems } = declared;
  const rows = attachments.slice(0, page.top).map((one) => [attachmentName(one), declaredText(one), observedText(one)]);
  const figures = [
    counted(attachments.length, 'network'),
    counted(pods, 'pod'),
    problems.length ? counted(problems.length, 'problem') : '',
  ];
  return [
    ...heading('DECLARED', page.dotted(figures), page),
    ...(rows.length ? columns(LAYOUT, rows, page) : []),
    ...andMore(rows.length, attachments.length, page),
  ];
}
