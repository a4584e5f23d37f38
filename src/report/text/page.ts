/** What the text sections are laid out on: a width, a character set, a palette. */
import type { RenderOptions } from '../format.ts';
import type { FileOf } from '../phrases.ts';
import { hyperlink } from './hyperlink.ts';

/** Narrower terminals wrap by themselves; wider lines are hard to follow. */
const MIN_WIDTH = 60;
const MAX_WIDTH = 160;

/** Select Graphic Rendition (ECMA-48 §8.3.117): the sixteen colours every terminal has, so its theme decides. */
const SGR = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, cyan: 36 } as const;

/** Holds a part of a line together while it is wrapped; a plain space when it is printed. */
export const NBSP = '\u00a0';
/** Longer parts are sentences, which may break anywhere. */
const MAX_UNBROKEN = 40;

const UTF8_GLYPHS = {
  arrow: '→',
  back: '←',
  ellipsis: '…',
  dot: '·',
  bullet: '·',
  bar: '█',
  spark: '▁▂▃▄▅▆▇█',
  none: ' ',
};
const ASCII_GLYPHS: typeof UTF8_GLYPHS = {
  arrow: '->',
  back: '<-',
  ellipsis: '...',
  dot: '|',
  bullet: '-',
  bar: '#',
  spark: '.:-=+*#@',
  none: ' ',
};

/** Names of the styles a section may use. */
export type Ink = keyof typeof SGR;

/** The paper of a text report. */
export interface Page {
  width: number;
  top: number;
  glyphs: typeof UTF8_GLYPHS;
  /** Parts of a line between dots; lines break after a dot. */
  dotted: (parts: readonly string[]) => string;
  /** The text in a style, or as it is without colours. */
  paint: (ink: Ink, text: string) => string;
  /** The text as a link to a file, by the path it was given as, where the terminal knows links. */
  link: (text: string, path: string) => string;
  fileOf: FileOf;
}

/** The page that the options ask for. */
export function pageOf(
  { width, color, unicode, top, addressOf = () => null }: RenderOptions,
  fileOf: FileOf = () => '',
): Page {
  const glyphs = unicode ? UTF8_GLYPHS : ASCII_GLYPHS;
  return {
    width: Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width)),
    top,
    glyphs,
    fileOf,
    dotted: (parts) => parts.filter(Boolean).map(unbroken).join(`${NBSP}${glyphs.dot} `),
    paint: (ink, text) => (color && text !== '' ? `\x1b[${SGR[ink]}m${text}\x1b[0m` : text),
    link: (text, path) => hyperlink(text, addressOf(path)),
  };
}

const unbroken = (part: string): string => (part.length > MAX_UNBROKEN ? part : part.replaceAll(' ', NBSP));
