/** HTTP/1 messages: method, version and status stay, the words of the target are replaced, the rest is dropped. */
import type { Rewrite } from './layer.ts';

/** A request line's method, target and version; a status line up to its code. As many characters as the decoder looks at. */
const MAX_LINE = 256;
const REQUEST = /^([A-Z]+ )([^\s]*)( HTTP\/\d\.\d)?/;
const STATUS = /^HTTP\/\d\.\d \d{3}/;
/** The header ends here. */
const EMPTY_LINE = '\r\n\r\n';
/** What decoders know a message by. */
const KNOWN_BY = 4;

export const httpPart: Rewrite = ({ bytes, at, end }, { words }) => {
  const text = Buffer.from(bytes.subarray(at, Math.min(at + MAX_LINE, end))).toString('latin1');
  const line = (STATUS.exec(text)?.[0] ?? requestLine(text, words) ?? text.slice(0, KNOWN_BY)) + EMPTY_LINE;
  const written = Buffer.from(line.slice(0, end - at), 'latin1');
  bytes.set(written, at);
  return at + written.length;
};

function requestLine(text: string, words: { text(text: string): string }): string | null {
  const match = REQUEST.exec(text);
  if (match === null) return null;
  const [, method, target, version = ''] = match;
  return method + words.text(target) + version;
}
