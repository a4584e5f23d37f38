/** How many columns a terminal gives a text (Unicode Standard Annex #11), and wrapping by it. */

/** Wide and fullwidth blocks: Hangul, CJK, kana, fullwidth forms, emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}]/u;
/** Columns of the widest character: a line holds one at least. */
const WIDEST = 2;
/** Marks that sit on the character before them, and invisible joiners. */
const ZERO = /[\p{M}\u200b-\u200d\u2060]/u;

/** Columns of a text without colours. */
export function displayWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += characterWidth(character);
  return columns;
}

/** The text cut to a number of columns, with a sign that it was. */
export function cut(text: string, columns: number, ellipsis: string): string {
  return displayWidth(text) <= columns ? text : head(text, columns - displayWidth(ellipsis)) + ellipsis;
}

/** The text in lines of at most so many columns (two at least), broken between words, and within words that are longer than a line. */
export function wrap(text: string, columns: number): string[] {
  const room = Math.max(columns, WIDEST);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (displayWidth(longer) <= room) line = longer;
    else {
      if (line !== '') lines.push(line);
      const parts = broken(word, room);
      lines.push(...parts.slice(0, -1));
      line = parts[parts.length - 1];
    }
  }
  return [...lines, line];
}

function broken(word: string, columns: number): string[] {
  const parts: string[] = [];
  let rest = word;
  while (displayWidth(rest) > columns) {
    const part = head(rest, columns);
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return [...parts, rest];
}

function head(text: string, columns: number): string {
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += characterWidth(character);
    if (used > columns) break;
    end += character.length;
  }
  return text.slice(0, end);
}

function characterWidth(character: string): number {
  if (ZERO.test(character)) return 0;
  return WIDE.test(character) ? WIDEST : 1;
}
