import { afterEach, expect, it } from 'vitest';
import { UsageError } from '../../src/base/errors.ts';
import { refuseBinaryOnTerminal } from '../../src/cli/output.ts';

const wasTerminal = process.stdout.isTTY;
afterEach(() => {
  process.stdout.isTTY = wasTerminal;
});

it('writes no binary format to a terminal', () => {
  process.stdout.isTTY = true;
  expect(() => refuseBinaryOnTerminal({ id: 'parquet', binary: true }, null)).toThrow(UsageError);
  expect(() => refuseBinaryOnTerminal({ id: 'parquet', binary: true }, 'a.parquet')).not.toThrow();
  expect(() => refuseBinaryOnTerminal({ id: 'csv' }, null)).not.toThrow();
  process.stdout.isTTY = false;
  expect(() => refuseBinaryOnTerminal({ id: 'parquet', binary: true }, null)).not.toThrow();
});
