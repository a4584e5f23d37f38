/** A JSON report in a file. */
import { readFileSync, statSync } from 'node:fs';
import { UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import type { Analysis } from '../report/analysis.ts';

/** The report in a file. Throws `UsageError` when there is none. */
export async function readReportFile(path: string): Promise<Analysis> {
  const { MAX_REPORT_BYTES, readReport } = await import('../diff/read-report.ts');
  return readReport(path, textOf(path, MAX_REPORT_BYTES, 'make it with a smaller --top'));
}

/** The text of a file of bounded size. Throws `UsageError`. */
export function textOf(path: string, maxBytes: number, remedy: string): string {
  try {
    const { size } = statSync(path);
    if (size > maxBytes) throw new Error(`larger than ${maxBytes / 2 ** 20} MiB; ${remedy}`);
    return readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new UsageError(`cannot read ${printable(path)}: ${printable((error as Error).message)}`);
  }
}
