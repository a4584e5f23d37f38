/** Formats that write one table of several: which one, and all of them into a folder. */
import { join, resolve, sep } from 'node:path';
import { Option } from 'commander';
import { UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import type { Format } from '../report/format.ts';
import { TABLES } from '../report/tables/registry.ts';
import { expectWritable } from './folder.ts';
import { statsOf } from './stats-of.ts';

/** A report to write, as far as tables are concerned. */
interface TableTarget {
  format: Format;
  file: string | null;
  table?: string;
  /** To be made before the file is written. */
  folder?: string;
}

/** The option that chooses. */
export const tableOption = (): Option =>
  new Option(
    '--table <name>',
    `which table csv, ndjson and parquet hold (default: ${TABLES[0].id}; all of them with ID=FOLDER/)`,
  ).choices(TABLES.map(({ id }) => id));

/** The targets with their table; one that names a folder becomes a file for each table in it. `isTyped`: a table that is of no use is a mistake. */
export function withTables<Target extends TableTarget>(
  targets: readonly Target[],
  table: string | undefined,
  isTyped: boolean,
): Target[] {
  const known = targets.filter(({ format }) => format.tables);
  if (isTyped && known.length === 0)
    throw new UsageError('--table is for formats that are tables: --format csv, ndjson or parquet');
  const named = known.flatMap(({ file }) => (file !== null && isNamedAsFolder(file) ? [resolve(file)] : []));
  const isFolder = (path: string): boolean => named.includes(resolve(path)) || statsOf(path)?.isDirectory() === true;
  return targets.flatMap((target): Target[] => {
    if (!target.format.tables) return [target];
    if (target.file === null || !isFolder(target.file)) return [{ ...target, ...(table && { table }) }];
    if (isTyped) throw new UsageError(`all tables go into ${printable(target.file)}; leave --table away`);
    return filesIn(target, target.file);
  });
}

function filesIn<Target extends TableTarget>(target: Target, folder: string): Target[] {
  expectWritable(folder);
  const fileOf = (table: string): string => join(folder, `${table}.${target.format.extension}`);
  return TABLES.map(({ id }) => ({ ...target, file: fileOf(id), table: id, folder }));
}

const isNamedAsFolder = (path: string): boolean => path.endsWith('/') || path.endsWith(sep);
