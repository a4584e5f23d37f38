import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  answerCount,
  isResponse,
  questionCount,
  questionName,
  questionNameEnd,
  questionType,
  rcode,
} from '../../src/wire/dns-message.ts';
import { hex } from '../helpers/hex.ts';

const message = (question: Uint8Array) => hex`1234 0100 0001 0000 0000 0000 ${question}`;
const nameOf = (bytes: Uint8Array) => questionName(new DataView(bytes.buffer), 0, bytes.length);

it('reads a name and its type', () => {
  const bytes = message(hex`03 777777 02 6465 00 0041 0001`);
  const view = new DataView(bytes.buffer);
  expect([nameOf(bytes), questionType(view, 0, bytes.length), isResponse(view, 0)]).toEqual(['www.de', 65, false]);
});

it('spells the root', () => expect(nameOf(message(hex`00 0002 0001`))).toBe('.'));

it('leaves bytes as they are', () => expect(nameOf(message(hex`04 1b5b324a 00`))).toBe('\x1b[2J'));

it.each([
  ['a compression pointer', hex`c00c 0001 0001`],
  ['no end', hex`03 7777`],
  ['more than 255 bytes', new Uint8Array(300).fill(1)],
])('reads no name with %s', (_, question) => expect(nameOf(message(question))).toBe(''));

it('reads neither name nor type without a question, and no type beyond the end', () => {
  const none = message(hex`00 0001 0001`).with(5, 0);
  expect([nameOf(none), questionType(new DataView(none.buffer), 0, none.length)]).toEqual(['', -1]);
  const cut = message(hex`00 0001 00`);
  expect(questionType(new DataView(cut.buffer), 0, cut.length)).toBe(-1);
});

it('stays inside whatever the bytes', () => {
  const inside = (bytes: Uint8Array): boolean =>
    questionNameEnd(new DataView(bytes.buffer), 0, bytes.length) <= bytes.length;
  fc.assert(fc.property(fc.uint8Array({ minLength: 12, maxLength: 400 }), inside));
});

/** Labels of these lengths, and the end. */
const labels = (...lengths: number[]): Uint8Array =>
  hex`${Uint8Array.from(lengths.flatMap((length) => [length, ...new Uint8Array(length).fill(97)]))} 00`;
const endOf = (question: Uint8Array, end = 12 + question.length): number =>
  questionNameEnd(new DataView(message(question).buffer), 0, end);

it('takes labels of 63 bytes and names of 255, and no more', () => {
  expect([endOf(labels(63)), endOf(labels(64))]).toEqual([12 + 65, -1]);
  expect([endOf(labels(63, 63, 63, 61)), endOf(labels(63, 63, 63, 62))]).toEqual([12 + 255, -1]);
});

it('takes a name that ends where the message does, and no later', () => {
  const name = labels(3, 2);
  expect([endOf(name), endOf(name, 12 + 7), endOf(name, 12 + 4)]).toEqual([20, -1, -1]);
  expect(nameOf(message(name))).toBe('aaa.aa');
});

it('reads the flags that it names', () => {
  const view = (flags: Uint8Array): DataView => new DataView(hex`1234 ${flags} 0001 0002`.buffer);
  expect([hex`8000`, hex`7fff`].map((flags) => isResponse(view(flags), 0))).toEqual([true, false]);
  expect([hex`fff0`, hex`000f`].map((flags) => rcode(view(flags), 0))).toEqual([0, 15]);
  expect([questionCount(view(hex`0000`), 0), answerCount(view(hex`0000`), 0)]).toEqual([1, 2]);
});
