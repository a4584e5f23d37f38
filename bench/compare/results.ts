/** History of all figures: a line each in bench/results.csv. */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

const FILE = 'bench/results.csv';
const HEADER = 'date,version,node,cpu,capture,figure,value\n';

/** One measured value; the figure's name holds its unit. */
export interface Figure {
  capture: string;
  figure: string;
  value: number;
}

/** Appends figures with what they were measured on. */
export function appendResults(figures: readonly Figure[]): void {
  if (!existsSync(FILE)) writeFileSync(FILE, HEADER);
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const run = [new Date().toISOString().slice(0, 10), version, process.version, quoted(cpus()[0]?.model ?? 'unknown')];
  const line = ({ capture, figure, value }: Figure): string =>
    [...run, quoted(capture), quoted(figure), Number(value.toPrecision(4))].join(',');
  appendFileSync(FILE, figures.map((figure) => `${line(figure)}\n`).join(''));
}

const quoted = (text: string): string => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text.trim());
