/** A file as documents: JSON when it begins like JSON, else YAML; lists of `kubectl` taken apart. */
import { UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import type { DeclarationFile, Problem } from './declared.ts';
import { type Complaint, parseLenientJson } from './lenient-json.ts';
import { asMapping, Lines, type Mapping, mappingsAt, type Value } from './tree.ts';
import { parseYaml } from './yaml.ts';

/** 15,000 pods as JSON (4 s, 600 MB), and 2,500 as YAML (10 s, as much memory): measured in docs/decisions/0009-yaml.md. */
export const MAX_JSON_CHARACTERS = 128 * 2 ** 20;
export const MAX_YAML_CHARACTERS = 8 * 2 ** 20;
/** Kinds of lists inside lists that are followed. */
const MAX_LIST_DEPTH = 4;

/** One object of a file. */
export interface DeclarationDocument {
  file: string;
  lines: Lines;
  root: Mapping;
}

export interface Documents {
  documents: DeclarationDocument[];
  problems: Problem[];
}

/** The objects of a file. Throws `UsageError` when it is neither JSON nor YAML. */
export async function readDocuments(file: DeclarationFile): Promise<Documents> {
  const lines = new Lines();
  const { values, complaints, error } = await valuesOf(file, lines);
  if (error !== null) throw invalid(file.path, error, error.message);
  const problems = complaints.map(({ line, message }) => ({ file: file.path, line, message, attachment: null }));
  const documents = values
    .flatMap((value) => rootsOf(value, file.path, 0))
    .map((root) => ({ file: file.path, lines, root }));
  return { documents, problems };
}

interface Values {
  values: Value[];
  complaints: Complaint[];
  error: Complaint | null;
}

async function valuesOf({ path, text }: DeclarationFile, lines: Lines): Promise<Values> {
  const likeJson = /^[\s\ufeff]*(?:(?:#|\/\/)[^\n]*\n\s*)*[{[]/.test(text.slice(0, 4096));
  const most = likeJson ? MAX_JSON_CHARACTERS : MAX_YAML_CHARACTERS;
  if (text.length > most)
    throw invalid(
      path,
      { line: 1, column: 1 },
      `is larger than ${most / 2 ** 20} MiB${likeJson ? '' : '; write it with -o json, which may be larger'}`,
    );
  if (!likeJson) return parseYaml(text, lines);
  const json = parseLenientJson(text, lines);
  if (json.error === null && json.complaints.length === 0) return json;
  // A flow mapping of YAML begins like JSON; only YAML that is read without a word is taken for it.
  const yaml = text.length > MAX_YAML_CHARACTERS || json.error === null ? null : await parseYaml(text, lines);
  return yaml !== null && yaml.error === null ? yaml : json;
}

/** The mapping itself, or the items of a List. */
function rootsOf(value: Value, path: string, depth: number): Mapping[] {
  if (value === null) return [];
  if (Array.isArray(value) && depth < MAX_LIST_DEPTH) return value.flatMap((entry) => rootsOf(entry, path, depth + 1));
  const mapping = asMapping(value);
  if (mapping === null) throw invalid(path, { line: 1, column: 1 }, 'holds text, no object of Kubernetes or CNI');
  const isList = typeof mapping.kind === 'string' && mapping.kind.endsWith('List');
  return isList || (mapping.kind === undefined && Array.isArray(mapping.items))
    ? mappingsAt(mapping, 'items')
    : [mapping];
}

function invalid(path: string, { line, column }: { line: number; column: number }, message: string): UsageError {
  return new UsageError(`${printable(path)}:${line}:${column}: ${message}`);
}
