/** Stations of frames that are in no flow: see ../stations.ts. */
import * as Table from '../key-table-layout';
import { rowOf, setKey, tableOf } from './key-table';
import { double, setDouble, u16At, u32At } from './memory';
import { increase, widen } from './sightings';

const GROUP_BIT = 0x0100;

/** Counts a frame for the station whose address is at `at`, as its sender or receiver; groups are no stations. */
export function countStation(chain: u32, at: usize, sender: bool, time: f64): void {
  const high = u16At(at);
  if ((high & GROUP_BIT) !== 0) return;
  setKey(0, chain);
  setKey(1, high);
  setKey(2, u32At(at + 2));
  const row = rowOf(tableOf(Table.Stations));
  if (row === 0) return;
  const known = double(row, Table.Sent) + double(row, Table.Received) !== 0;
  increase(row, sender ? Table.Sent : Table.Received);
  if (known) widen(row, time);
  else {
    setDouble(row, Table.First, time);
    setDouble(row, Table.Last, time);
  }
}
