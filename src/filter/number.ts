/** Numbers as filters spell them: decimal, or hexadecimal with 0x. */
import { didYouMean } from '../base/nearest.ts';
import type { Tokens } from './tokens.ts';

/** The largest value BPF calculates with. */
export const MAX_UINT32 = 0xffff_ffff;

/** The value of a number; null when the text is none. Octal is refused: nobody means port 8 by 010. */
export function numberOf(text: string): number | null {
  if (!/^(0|[1-9]\d{0,9}|0x[\da-f]{1,8})$/i.test(text)) return null;
  const value = Number(text);
  return value <= MAX_UINT32 ? value : null;
}

/** What a number must be, for `readNumber`. */
export interface NumberRule {
  /** With its article: "a VLAN id". */
  what: string;
  max: number;
  names?: ReadonlyMap<string, number>;
}

/** Takes the next token as a number within its bounds, or as one of its names. */
export function readNumber(tokens: Tokens, rule: NumberRule): number {
  const token = tokens.peek();
  const text = token.text.replace(/^\\/, '');
  const value = rule.names?.get(text) ?? numberOf(text);
  if (value !== null && value <= rule.max) {
    tokens.next();
    return value;
  }
  const orName = rule.names === undefined ? '' : ' or its name';
  const hint = token.kind === 'word' ? didYouMean(text, rule.names?.keys() ?? []) : '';
  return tokens.fail(`${rule.what} from 0 to ${rule.max}${orName}`, token, hint);
}
