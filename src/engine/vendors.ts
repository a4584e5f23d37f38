/** Finds the vendor table beside the built program. */
import { Vendors } from '../base/vendors.ts';
import { besideProgram } from './beside-program.ts';

const EMPTY = new Uint8Array(4);

/** The table; an empty one in a tree that was never built. */
export const loadVendors = (): Vendors => new Vendors(besideProgram('vendors.bin') ?? EMPTY);
