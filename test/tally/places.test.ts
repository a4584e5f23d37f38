import { expect, it } from 'vitest';
import { MAX_PLACES, Places } from '../../src/tally/places.ts';

it('numbers interfaces and devices in order of appearance', () => {
  const places = new Places();
  const seen = [
    [0, 0],
    [1, 0],
    [0, 5],
    [0, 0],
    [0, 5],
  ].map(([capture, device]) => places.of(capture, device));
  expect(seen).toEqual([0, 1, 2, 0, 2]);
  expect(places.list[2]).toEqual({ interface: 0, interfaceIndex: 5 });
});

it('keeps large device indices of neighbouring interfaces apart', () => {
  const places = new Places();
  expect([places.of(0, 0xffffffff), places.of(1, 0xffffffff), places.of(1, 0)]).toEqual([0, 1, 2]);
});

it('falls back to place 0 beyond its bound', () => {
  const places = new Places();
  for (let device = 0; device < MAX_PLACES; device++) expect(places.of(0, device)).toBe(device);
  expect([places.of(0, MAX_PLACES), places.of(0, 7), places.list.length]).toEqual([0, 7, MAX_PLACES]);
});
