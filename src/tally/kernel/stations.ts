/** Stations: of frames that are in no flow, and what flows add up to. See ../stations.ts. */
import * as Sums from '../host-sums-layout';
import * as Table from '../key-table-layout';
import { foresee, rowOf, tableWith } from './key-table';
import { addDouble, clearTimes, double, setWord, u16At, u32At, widen, word } from './memory';

const GROUP_BIT = 0x0100;

/** Counts a frame for the station whose address is at `at`, as its sender or receiver; groups are no stations. */
export function countStation(chain: u32, at: usize, sender: bool, time: f64): void {
  const high = u16At(at);
  if ((high & GROUP_BIT) !== 0) return;
  creditStation(chain, high, u32At(at + 2), sender ? 1 : 0, sender ? 0 : 1, time, time);
}

/** See `foresee`. */
export function foreseeStation(chain: u32, at: usize): void {
  foresee(tableWith(Table.Stations, chain, u16At(at), u32At(at + 2)));
}

/** Adds frames and widens the times, NaN for none, of a station; nothing when the table is full. */
export function creditStation(chain: u32, high: u32, low: u32, sent: f64, received: f64, first: f64, last: f64): void {
  const row = rowOf(tableWith(Table.Stations, chain, high, low));
  if (row === 0) return;
  if (word(row, Table.Known) === 0) {
    setWord(row, Table.Known, 1);
    clearTimes(row, Table.First);
  }
  addDouble(row, Table.Sent, sent);
  addDouble(row, Table.Received, received);
  widen(row, Table.First, first, last);
}

/** Adds what flows add up to by address at a station. */
export function creditSums(rows: u32): void {
  const end: usize = Sums.TABLE + rows * (4 * Sums.ROW_WORDS);
  for (let sum: usize = Sums.TABLE; sum < end; sum += 4 * Sums.ROW_WORDS) {
    const high = word(sum, Sums.High);
    const low = word(sum, Sums.Low);
    if (high === 0 && low === 0) continue;
    const sent = double(sum, Sums.FramesSent);
    const received = double(sum, Sums.FramesReceived);
    creditStation(word(sum, Sums.Chain), high, low, sent, received, double(sum, Sums.First), double(sum, Sums.Last));
  }
}
