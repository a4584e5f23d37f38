import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DETECTORS } from '../../src/incidents/registry.ts';

const ids = DETECTORS.map(({ id }) => id);

it('lists every detector once, by id', () => {
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(readdirSync('src/incidents/detectors').sort()).toEqual(ids.map((id) => `${id}.ts`));
});

it('has the ids that the first issue asks for', () => {
  const asked = [
    'duplicate-ip',
    'arp-unanswered',
    'arp-storm',
    'broadcast-storm',
    'unanswered-flow',
    'tcp-retransmission',
    'connection-refused',
    'capture-truncated',
    'capture-damaged',
    'packets-dropped',
  ];
  expect(ids).toEqual(expect.arrayContaining(asked));
});

it.each(DETECTORS)('$id says what it means, in whole sentences', ({ id, title, reference, explain }) => {
  expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  expect(title).toMatch(/^[A-Z0-9]/);
  expect(reference).not.toBe('');
  expect(explain.length).toBeGreaterThan(200);
  expect(explain.trim()).toMatch(/\.$/);
});

it.each(DETECTORS)('$id explains only findings that exist, and not itself', ({ id, explains = [] }) => {
  expect(explains.filter((symptom) => !ids.includes(symptom))).toEqual([]);
  expect(explains).not.toContain(id);
});
