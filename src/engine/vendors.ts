/** Finds the vendor table beside the built program. */
import { readFileSync } from 'node:fs';
import { Vendors } from '../base/vendors.ts';

/** Built code lies in dist/ or dist/chunks/, tests in src/engine/. */
const PLACES = ['./vendors.bin', '../vendors.bin', '../../dist/vendors.bin'];
const EMPTY = new Uint8Array(4);

/** The table; an empty one in a tree that was never built. */
export function loadVendors(): Vendors {
  for (const place of PLACES) {
    try {
      return new Vendors(readFileSync(new URL(place, import.meta.url)));
    } catch {
      // Not there: try the next place.
    }
  }
  return new Vendors(EMPTY);
}
