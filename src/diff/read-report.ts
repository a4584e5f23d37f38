/** A JSON report read back: from this version of netsight, from another one, or from a stranger. */
import { UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import type { Analysis } from '../report/analysis.ts';
import { REPORT_PATHS } from '../report/report-paths.ts';
import { VALUES } from './compare.ts';

/** Half of the longest text that Node can hold: some 300,000 flows. */
export const MAX_REPORT_BYTES = 256 * 2 ** 20;
const SCHEMA = /^netsight\.report\/(\d+)$/;
const MAJOR = '1';
/** The parts that comparisons read, with what is in them. What else a report holds may be missing, as in those of older versions. */
const READ = [
  ...VALUES,
  'inputs[].path',
  'protocols',
  'endpoints.macs[].mac',
  'endpoints.macs[].ips',
  'endpoints.macs[].framesSent',
  'endpoints.ips[].ip',
  'endpoints.ips[].macs',
  'endpoints.ips[].framesSent',
  'tunnels',
  'flows.top',
  'verdict.mode',
  'verdict.submode',
  'verdict.confidence',
  'verdict.identifiable',
  'segments[].interface',
  'segments[].vlan',
  'segments[].tunnel',
  'segments[].chain',
  'segments[].frames',
  'segments[].verdict.mode',
  'segments[].verdict.submode',
  'findings[].id',
  'findings[].severity',
  'findings[].subject',
  'findings[].count',
  'findings[].fingerprint',
];
/** Names that reports of older versions do not have. */
const LATER = new Set(['chain']);

/** Reads the text of a report. Throws `UsageError` for what is none. */
export function readReport(path: string, text: string): Analysis {
  const report = parsed(path, text);
  const [, major] = SCHEMA.exec(String(report.schema)) ?? [];
  if (major === undefined)
    throw problem(path, 'is no report of netsight: make one with netsight analyze --format json');
  if (major !== MAJOR)
    throw problem(
      path,
      `is a report of schema ${printable(String(report.schema))}; this netsight reads netsight.report/${MAJOR}`,
    );
  for (const { names, kind, text: line } of LINES) {
    if (!fits(report, names, kind)) throw problem(path, `is no whole report: ${line} is missing or of another type`);
  }
  return report as unknown as Analysis;
}

interface Line {
  text: string;
  /** The names of the path, [] for the entries of a list. */
  names: string[];
  kind: string;
}

const LINES: Line[] = REPORT_PATHS.trim()
  .split('\n')
  .map((line) => line.split(' '))
  .filter(([path]) => READ.some((read) => path === read || path.startsWith(`${read}.`) || path.startsWith(`${read}[`)))
  .map(([text, kind]) => ({ text, kind, names: text.replaceAll('[]', '.[]').split('.') }));

function parsed(path: string, text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    throw problem(path, `is no JSON: ${printable((error as Error).message)}`);
  }
  throw problem(path, 'is no report of netsight: it holds no JSON object');
}

const problem = (path: string, message: string): UsageError => new UsageError(`${printable(path)} ${message}`);

/** Whether every value at the end of the names is of the kind. */
function fits(value: unknown, names: readonly string[], kind: string): boolean {
  if (names.length === 0) return isOf(value, kind);
  const [name, ...rest] = names;
  if (name === '[]') return Array.isArray(value) && value.every((entry) => fits(entry, rest, kind));
  // What is in a group that may be missing as a whole has a kind that may be null.
  if (value === null) return kind.endsWith('?') || kind === 'list';
  if (typeof value !== 'object' || value === undefined || Array.isArray(value)) return false;
  if (name === '*') return Object.values(value).every((entry) => fits(entry, rest, kind));
  const inner = (value as Record<string, unknown>)[name];
  return (inner === undefined && LATER.has(name)) || fits(inner, rest, kind);
}

function isOf(value: unknown, kind: string): boolean {
  if (kind === 'list') return Array.isArray(value);
  if (value === null) return kind.endsWith('?');
  return kind === 'any' ? ['string', 'number'].includes(typeof value) : typeof value === kind.replace('?', '');
}
