import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { MODE_PAGES, modePage, signalPage } from '../../src/cni/handbook.ts';
import { HYPOTHESES } from '../../src/cni/hypotheses.ts';
import { SIGNALS } from '../../src/cni/registry.ts';

const ids = SIGNALS.map(({ id }) => id);

it('holds every signal once, under the name of its file', () => {
  const files = readdirSync('src/cni/signals').map((name) => name.replace(/\.ts$/, ''));
  expect([...ids].sort()).toEqual(files.sort());
  expect(new Set(ids).size).toBe(ids.length);
});

it.each(SIGNALS)('$id explains itself and cites where it is from', ({ title, reference, explain }) => {
  expect(title.length).toBeGreaterThan(5);
  expect(reference.length).toBeGreaterThan(5);
  expect(explain.length).toBeGreaterThan(100);
});

it('has a page for every answer, and none for anything else', () => {
  const modes = new Set([...HYPOTHESES.keys(), ...[...HYPOTHESES.values()].map(({ mode }) => mode)]);
  expect([...modes].filter((id) => modePage(id) === null)).toEqual([]);
  expect(MODE_PAGES.map(({ id }) => id).filter((id) => !modes.has(id))).toEqual([]);
  expect(modePage('nonsense')).toBeNull();
});

it('finds a signal by its id', () => {
  expect(signalPage('pod-mtu')?.title).toBe('MTU behind the announced MSS');
  expect(signalPage('nonsense')).toBeNull();
});
