/** What an expectation file says, once it has been read. */
import type { Found, ReportPath, Scalar } from '../report/path.ts';
import type { Test } from './pattern.ts';

/** What stands behind an operator, read and checked. */
export type Operand = Scalar | readonly Scalar[] | { value: number; off: number } | { source: string; test: Test };

/** Which values do not do as they should. */
export interface Judgement {
  holds: boolean;
  /** Those that are wrong; when it is something missing that is wrong, none. */
  wrong: readonly Found[];
}

/** One way to say what a value should be. */
export interface Operator {
  /** The key in the file. */
  id: string;
  title: string;
  /** What may stand behind it, as JSON Schema, from that of the value itself. */
  schema: (value: object) => object;
  /** Reads the operand for values of a type; a text says what is wrong with it. */
  read: (raw: unknown, type: string) => { operand: Operand } | string;
  /** The expectation in words. */
  words: (operand: Operand) => string;
  judge: (operand: Operand, found: readonly Found[], many: boolean) => Judgement;
}

/** One operator with its operand. */
export interface Condition {
  operator: Operator;
  operand: Operand;
}

/** What is expected of one path. All conditions must hold. */
export interface Expectation {
  path: ReportPath;
  conditions: readonly Condition[];
  /** In the file, from 1. */
  line: number;
}

/** What is expected of the captures that a glob matches. */
export interface Entry {
  glob: string;
  /** Answers for a capture by the names it goes by. */
  matches: (names: CaptureNames) => boolean;
  line: number;
  expectations: readonly Expectation[];
}

/** A whole file. */
export interface Expectations {
  file: string;
  entries: readonly Entry[];
}

/** What a glob is held against. */
export interface CaptureNames {
  /** From the folder of the expectation file, with slashes. */
  relative: string;
  /** As on the command line, with slashes. */
  given: string;
}
