/** The kernel's tables of rows with keys, through the stations that are counted in one of them. */
import { expect, it } from 'vitest';
import type { Kernel } from '../../src/tally/kernel.ts';
import { KernelTable } from '../../src/tally/kernel-tables.ts';
import * as Table from '../../src/tally/key-table-layout.ts';
import { observeFrames } from '../helpers/observe.ts';

const kernelOf = (): Kernel => observeFrames([]).tallies.flows.kernel;
const credit = ({ exports }: Kernel, station: number, sent = 1, time = Number.NaN): void =>
  exports.creditStation(7, station >>> 16, station, sent, 0, time, time);

it('gives each key one row, in order of first appearance, however often its index grows', () => {
  const kernel = kernelOf();
  const stations = Array.from({ length: 5000 }, (_, i) => (i * 2654435761) >>> 0);
  for (const station of [...stations, ...stations]) credit(kernel, station);
  const table = new KernelTable(kernel, Table.Stations);
  expect(table.size).toBe(stations.length);
  const keys = table.keys();
  expect(stations.map((_, row) => keys[row * table.width + 2] >>> 0)).toEqual(stations);
  expect(stations.map((_, row) => table.find(keys, row * table.width))).toEqual(stations.map((_, row) => row));
  expect(table.find(Int32Array.of(8, keys[1], keys[2]), 0)).toBe(-1);
  expect([...new Set(table.doubles(Table.Sent))]).toEqual([2]);
});

it('counts what is looked up in vain once it is full, and keeps what it has', () => {
  const kernel = kernelOf();
  for (let station = 0; station <= Table.MAX_STATIONS; station++) credit(kernel, station);
  credit(kernel, 0);
  credit(kernel, Table.MAX_STATIONS + 1);
  const table = new KernelTable(kernel, Table.Stations);
  expect([table.size, table.refused]).toEqual([Table.MAX_STATIONS, 2]);
  expect(table.doubles(Table.Sent)[0]).toBe(2);
});

it('widens times that may be unknown, also of a sum that came back to nothing', () => {
  const kernel = kernelOf();
  for (const [sent, time] of [
    [1, Number.NaN],
    [2, 5],
    [-3, Number.NaN],
    [1, 9],
    [1, 2],
  ])
    credit(kernel, 1, sent, time);
  const table = new KernelTable(kernel, Table.Stations);
  expect([table.doubles(Table.Sent)[0], table.doubles(Table.First)[0], table.doubles(Table.Last)[0]]).toEqual([
    2, 2, 9,
  ]);
});
