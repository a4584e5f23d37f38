/** What was declared beside what was observed. */
import type { Analysis } from '../analysis.ts';
import { attachmentName, declaredText, observedText, sourceText } from '../attachment-text.ts';
import { counted } from '../quantities.ts';
import { code, inline } from './escape.ts';
import { more, table } from './table.ts';

/** The declared section; empty without --nad and --pods. */
export function declaredSection({ declared }: Analysis, top: number): string[] {
  if (declared === null) return [];
  const { attachments, pods } = declared;
  const rows = attachments
    .slice(0, top)
    .map((one) => [
      code(attachmentName(one)),
      inline(declaredText(one)),
      inline(observedText(one)),
      code(sourceText(one)),
    ]);
  return [
    '',
    '## Declared',
    '',
    `${counted(attachments.length, 'network')}, ${counted(pods, 'pod')}.`,
    ...table(['Network', 'Declared', 'Observed', 'Where'], rows),
    ...more(rows.length, attachments.length),
  ];
}
