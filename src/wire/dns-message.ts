/** Header and question of a DNS message (RFC 1035 §4.1), for DNS and multicast DNS. Answers are left alone. */
import { DNS_LENGTH as HEADER_LENGTH, DNS_QUESTION_COUNT as QUESTION_COUNT } from './header-layout.ts';

export { HEADER_LENGTH };

const FLAGS = 2;
export const ANSWER_COUNT = 6;
export const AUTHORITY_COUNT = 8;
export const ADDITIONAL_COUNT = 10;
const RESPONSE = 0x8000;
const RCODE_MASK = 0x0f;
/** RFC 1035 §2.3.4, in bytes on the wire. */
const MAX_LABEL = 63;
const MAX_NAME = 255;
/** Type and class behind a question's name. */
const QUESTION_TAIL = 4;

export const id = (view: DataView, at: number): number => view.getUint16(at);
export const flags = (view: DataView, at: number): number => view.getUint16(at + FLAGS);
export const isResponse = (view: DataView, at: number): boolean => (flags(view, at) & RESPONSE) !== 0;
/** 0 no error, 2 server failure, 3 no such name; without the bits that EDNS adds. */
export const rcode = (view: DataView, at: number): number => flags(view, at) & RCODE_MASK;
export const questionCount = (view: DataView, at: number): number => view.getUint16(at + QUESTION_COUNT);
export const answerCount = (view: DataView, at: number): number => view.getUint16(at + ANSWER_COUNT);

/** One past the first question's name in the message at `at`; −1 when it does not end properly before `end`. A first name has no pointers. */
export function questionNameEnd(view: DataView, at: number, end: number): number {
  const start = at + HEADER_LENGTH;
  let cursor = start;
  while (cursor < end && cursor - start < MAX_NAME) {
    const length = view.getUint8(cursor);
    if (length > MAX_LABEL) return -1;
    cursor += 1 + length;
    if (length === 0) return cursor;
  }
  return -1;
}

/**
 * The first question's name without the last dot, the root as `.`; empty when there is none before `end`. Each byte is one character: nothing is
 * escaped here, not even dots within a label.
 */
export function questionName(view: DataView, at: number, end: number): string {
  const stop = questionCount(view, at) === 0 ? -1 : questionNameEnd(view, at, end);
  if (stop < 0) return '';
  const labels: string[] = [];
  for (let cursor = at + HEADER_LENGTH; cursor < stop - 1; cursor += 1 + view.getUint8(cursor)) {
    labels.push(label(view, cursor));
  }
  return labels.join('.') || '.';
}

/** Type asked for, −1 when there is no whole question before `end`. */
export function questionType(view: DataView, at: number, end: number): number {
  const stop = questionCount(view, at) === 0 ? -1 : questionNameEnd(view, at, end);
  return stop < 0 || stop + QUESTION_TAIL > end ? -1 : view.getUint16(stop);
}

function label(view: DataView, at: number): string {
  let text = '';
  for (let i = 1; i <= view.getUint8(at); i++) text += String.fromCharCode(view.getUint8(at + i));
  return text;
}
