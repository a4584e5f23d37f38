/** In a file of its own: it says that a directory has entries which nobody has to make. */
import { tmpdir } from 'node:os';
import { expect, it, vi } from 'vitest';
import { expandInputs } from '../../src/capture/directory.ts';

const entries = vi.hoisted(() => ({ count: 0 }));
vi.mock('node:fs', async (original) => ({
  ...(await original<typeof import('node:fs')>()),
  readdirSync: () => Array.from({ length: entries.count }, (_, i) => `no-such-entry-${i}`),
}));

it.each([
  [65_536, 'no-captures'],
  [65_537, 'too-many-entries'],
])('a directory of %i entries: %s', async (count, code) => {
  entries.count = count;
  await expect(expandInputs([tmpdir()])).rejects.toMatchObject({ code });
});
