/**
 * How deep a YAML text may nest at most, seen from its characters alone. The library recurses for every level, and where the stack ends inside of it, it may
 * not come to an end: what is too deep must not reach it.
 */

/** Far above MAX_DEPTH of a document, as brackets in texts count here too, and far below the 800 levels at which the stack ended. */
export const MAX_NESTING = 128;
/** Sequences and complex keys that begin on one line: `- - - a`. */
const COMPACT = new RegExp(`(?:[-?:][ \\t]+){${MAX_NESTING}}`);

/** Offset of the line that nests too deep; −1 when none does. */
export function tooDeepAt(text: string): number {
  const indents: number[] = [];
  let brackets = 0;
  for (let start = 0; start < text.length; ) {
    const end = endOfLine(text, start);
    const line = text.slice(start, end);
    if (line.startsWith('---')) brackets = 0;
    brackets = Math.max(0, brackets + balance(line));
    push(indents, line);
    if (Math.abs(brackets) > MAX_NESTING || indents.length > MAX_NESTING || COMPACT.test(line)) return start;
    start = end + 1;
  }
  return -1;
}

/** Opening brackets more than closing ones, at the deepest point of a line that ends no deeper. */
function balance(line: string): number {
  let depth = 0;
  for (const bracket of line.match(/[[\]{}]/g) ?? []) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    if (depth > MAX_NESTING) return depth;
  }
  return depth;
}

/** Keeps the indentations that a line is inside of. */
function push(indents: number[], line: string): void {
  const indent = line.search(/\S/);
  if (indent < 0) return;
  while (indents.length > 0 && indents[indents.length - 1] >= indent) indents.pop();
  indents.push(indent);
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
