/**
 * `config: '{ … }'` over several lines, as most NetworkAttachmentDefinitions are written. YAML wants its lines indented deeper than the key (YAML 1.2.2 §7.3.2);
 * `kubectl` does not insist, so neither do we. Line breaks fold to spaces there, hence more spaces change nothing.
 */

const KEY = /^( *)(?:- +)?["']?config["']? *: *'/gm;

/** The text with the lines of quoted configurations indented far enough; lines keep their numbers. */
export function indentQuotedConfigs(text: string): string {
  let result = '';
  let done = 0;
  for (const match of text.matchAll(KEY)) {
    if (match.index < done) continue;
    const start = match.index + match[0].length;
    const end = closingQuote(text, start);
    result += text.slice(done, start) + indented(text.slice(start, end), match[1].length);
    done = end;
  }
  return result + text.slice(done);
}

/** The quote that ends a text in single quotes; two of them are one inside. */
function closingQuote(text: string, from: number): number {
  for (let at = from; ; at += 2) {
    at = text.indexOf("'", at);
    if (at < 0) return text.length;
    if (text[at + 1] !== "'") return at;
  }
}

function indented(quoted: string, depth: number): string {
  const [first, ...rest] = quoted.split('\n');
  const margin = ' '.repeat(depth + 1);
  // The last line holds the quote and is never blank.
  const far = (line: string, i: number): boolean =>
    line.startsWith(margin) || (line.trim() === '' && i < rest.length - 1);
  return [first, ...rest.map((line, i) => (far(line, i) ? line : margin + line))].join('\n');
}
