/** Regular expressions and globs of expectation files, matched in linear time whatever they say (docs/decisions/0012-check-packages.md). */
import { RE2JS } from 're2js';
import { printable } from '../base/printable.ts';

/** Longer patterns are no expectation; also bounds the automaton. */
const MAX_PATTERN = 1000;
/** Text beyond this is not looked at: no value of a report that a pattern is for is as long. */
const MAX_TEXT = 10_000;

/** Answers whether a text matches. */
export type Test = (text: string) => boolean;

/** A pattern that cannot be read; the message says why. */
export class PatternError extends Error {}

/** A regular expression in RE2 syntax, found anywhere in a text. Throws `PatternError`. */
export function regexTest(source: string): Test {
  const regex = compiled(source, source);
  return (text) => regex.matcher(text.slice(0, MAX_TEXT)).find();
}

/** A glob over a whole path: `*` and `?` stay within a folder, `**` does not, `[abc]`, `{a,b}` and `\` as in a shell. Throws `PatternError`. */
export function globTest(glob: string): Test {
  const regex = compiled(`(?s)^${translated(glob)}$`, glob);
  return (path) => regex.matcher(path.slice(0, MAX_TEXT)).find();
}

/** An alias may repeat a pattern a hundred thousand times; different ones are bounded by the size of the file. */
const COMPILED = new Map<string, RE2JS>();

function compiled(source: string, shown: string): RE2JS {
  if (shown.length > MAX_PATTERN)
    throw new PatternError(`a pattern of ${shown.length} characters; at most ${MAX_PATTERN} are read`);
  const known = COMPILED.get(source);
  if (known !== undefined) return known;
  try {
    const regex = RE2JS.compile(source);
    COMPILED.set(source, regex);
    return regex;
  } catch (error) {
    throw new PatternError(`${printable((error as Error).message)} (RE2 syntax: no look-around, no back references)`);
  }
}

/** One token of a glob: an escape, the wildcards, a class, a brace, a comma, or any other character. */
const TOKEN = /\\(.)|(?<=^|\/)\*\*\/|\*+|\?|\[([!^]?)(\]?[^\]]*)\]|[{},]|./gsu;

function translated(glob: string): string {
  let depth = 0;
  const regex = glob.replace(TOKEN, (token, escaped, not, members) => {
    if (escaped !== undefined) return RE2JS.quote(escaped);
    if (members !== undefined) return `[${not === '' ? '' : '^/'}${members.replace(/[\\[\]^&~]/g, '\\$&')}]`;
    if (token === '{') depth++;
    if (token === '}') depth--;
    return depth < 0 || (token === ',' && depth === 0) ? RE2JS.quote(token) : (GLOB[token] ?? wildcard(token));
  });
  if (depth !== 0) throw new PatternError(`braces of ${printable(glob)} do not match`);
  return regex;
}

const GLOB: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '*': '[^/]*',
  '?': '[^/]',
  '{': '(?:',
  '}': ')',
  ',': '|',
};

const wildcard = (token: string): string => (/^\*+$/.test(token) ? '.*' : RE2JS.quote(token));

/** A path as a glob that matches nothing else. */
export const escapedGlob = (path: string): string => path.replace(/[\\*?[\]{}]/g, '\\$&');
