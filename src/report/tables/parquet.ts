/** Tables as Apache Parquet: typed columns, Snappy, in row groups that are written as they fill. */
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { elementsOf, parquetValue } from './parquet-types.ts';
import { type Column, cleanValue, type Write } from './table.ts';

/** Rows that are held at once, a bound for memory: a million flows take 0.5 GB in all, with the flow table itself. Smaller groups compress and scan worse. */
const GROUP_ROWS = 16_384;

/** Writes rows as one Parquet file. */
export const write: Write = function* (table, rows) {
  const file = new ByteWriter();
  const { columns } = table;
  const root = { name: 'root', num_children: columns.length };
  const schema = [root, ...columns.flatMap(([name, kind]) => elementsOf(name, kind))];
  const parquet = new ParquetWriter({ writer: file, schema, createdBy: 'netsight' });
  for (const data of groups(columns, rows)) {
    parquet.write({ columnData: columns.map(([name], i) => ({ name, data: data[i] })), rowGroupSize: GROUP_ROWS });
    yield taken(file);
  }
  parquet.finish();
  yield taken(file);
};

/** The rows in groups, each as its columns: no row outlives its turn. */
function* groups<Row>(columns: readonly Column<Row>[], rows: Iterable<Row>): Iterable<unknown[][]> {
  const empty = () => columns.map((): unknown[] => []);
  let group = empty();
  for (const row of rows) {
    for (const [i, [, kind, value]] of columns.entries()) group[i].push(parquetValue(kind, cleanValue(value(row))));
    if (group[0].length < GROUP_ROWS) continue;
    yield group;
    group = empty();
  }
  if (group[0].length > 0) yield group;
}

/** The bytes written so far, out of the writer, whose offsets go on counting. */
function taken(file: ByteWriter): Uint8Array {
  const bytes = new Uint8Array(file.buffer.slice(0, file.index));
  file.index = 0;
  return bytes;
}
