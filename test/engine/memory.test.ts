import { expect, it } from 'vitest';
import { defaultMemory, flowsWithin, LEAST_MEMORY } from '../../src/engine/memory.ts';

it('turns memory into room for flows, from the least that can be kept to', () => {
  expect(flowsWithin(LEAST_MEMORY)).toBe(65_536);
  expect(flowsWithin(LEAST_MEMORY + 3200)).toBe(65_546);
});

it('says what is needed when it is too little', () => {
  expect(() => flowsWithin(LEAST_MEMORY - 1)).toThrow(/^179 MB of memory are too little; at least 180 MB are needed$/);
});

it('takes half of what there is', () => expect(defaultMemory()).toBeGreaterThan(LEAST_MEMORY));
