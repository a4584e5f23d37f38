/** DuckDB, which reads tables by code that is not ours. */
import { DuckDBInstance } from '@duckdb/node-api';

/** A row as JSON has it: 64-bit numbers and times are text. */
export type Row = Record<string, unknown>;

/** Answers of an SQL query, row by row. */
export async function ask(sql: string): Promise<Row[]> {
  const connection = await (await DuckDBInstance.create()).connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
  }
}
