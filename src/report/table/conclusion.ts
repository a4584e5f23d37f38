/** The last line, the one next to the prompt: the worst problem, or that there is none. */
import type { Analysis, Verdict } from '../analysis.ts';
import { bySeverity, modeName, severityCounts } from '../phrases.ts';
import { percent } from '../quantities.ts';
import type { Page } from '../text/page.ts';
import { cut, displayWidth } from '../text/width.ts';
import { SEVERITY_INK } from './findings.ts';

/** The closing line. */
export function conclusion({ findings, verdict }: Analysis, page: Page): string[] {
  const mode = cut(answer(verdict), page.width / 3, page.glyphs.ellipsis);
  const [worst, ...others] = bySeverity(findings);
  if (worst === undefined) return ['', page.paint('bold', `${mode}, no findings`)];
  if (worst.severity === 'info') return ['', page.paint('bold', `${mode}, nothing wrong; ${severityCounts(findings)}`)];
  const word = worst.severity.toUpperCase();
  const after = [others.length ? `and ${severityCounts(others)}` : '', mode].filter(Boolean);
  const rest = after.map((part) => ` ${page.glyphs.dot} ${part}`).join('');
  const what = cut(
    `${worst.id} ${worst.subject}`,
    page.width - word.length - 1 - displayWidth(rest),
    page.glyphs.ellipsis,
  );
  return ['', `${page.paint(SEVERITY_INK[worst.severity], word)} ${page.paint('bold', what)}${rest}`];
}

function answer(verdict: Verdict): string {
  return verdict.mode === 'unknown' ? 'mode unknown' : `${modeName(verdict)} (${percent(verdict.confidence)})`;
}
