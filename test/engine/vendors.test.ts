import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { loadVendors } from '../../src/engine/vendors.ts';

it('knows no owner of a locally administered address, built or not', () => {
  expect(loadVendors().of('02:42:ac:11:00:02')).toBeNull();
});

it.skipIf(!existsSync('dist/vendors.bin'))('reads the table of the build', () => {
  expect(loadVendors().of('00:50:56:00:00:01')).toContain('VMware');
});
