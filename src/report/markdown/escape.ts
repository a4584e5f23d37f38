/** Text that cannot act as markup in GitHub or GitLab Flavored Markdown, in a table cell or outside of one. */

/** A word with one of these could format, link, mention, number an issue or commit, or name an emoji; it is shown as code, where none of that happens. */
const ACTIVE = /[`*_<>[\]\\|~&@#$^{}]|:\S|[!%]\w|\bwww\.|\bGH-\d|\b(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{7,40}\b/i;
/** At the start of a line: list items, headings drawn with lines. */
const STARTS_BLOCK = /^(?:[-+=]|\d+[.)]$)/;
/** Punctuation after a word stays outside of its code. */
const WORD = /^([("']*)(.*?)([.,;:)"'…]*)$/s;
/** Neither backslash escapes nor pipes can be written in a code span of a table cell in one way for all readers: these words become entities. */
const AWKWARD = /[`\\|]/;

/** A sentence: words that could act as markup become code, the others stay as they are. */
export function inline(text: string): string {
  return text
    .trim()
    .split(/[\s\u00a0]+/)
    .map((word, i) => harmless(word, i === 0))
    .join(' ');
}

/** A name, address, filter or command as code; nothing for an empty one. */
export function code(text: string): string {
  if (text.trim() === '') return '';
  if (!AWKWARD.test(text)) return `\`${text}\``;
  return `<code>${text.replace(/[^\p{L}\p{N} ]/gu, (character) => `&#${character.codePointAt(0)};`)}</code>`;
}

/** A block of code, fenced by more backticks than it holds. */
export function codeBlock(language: string, lines: readonly string[]): string[] {
  const longest = Math.max(2, ...lines.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...lines, fence];
}

function harmless(word: string, first: boolean): string {
  if (!ACTIVE.test(word) && !(first && STARTS_BLOCK.test(word))) return word;
  const [, before, core, after] = WORD.exec(word) ?? ['', '', word, ''];
  return ACTIVE.test(core) || first ? before + code(core) + after : word;
}
