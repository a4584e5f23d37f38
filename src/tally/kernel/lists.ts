/** Lists of flow numbers (../survey-layout.ts), which count what they have no room for. */
import * as Layout from '../kernel-layout';
import * as Survey from '../survey-layout';

/** Empties a list. */
export function startList(one: u32): void {
  store<u32>(sizeAt(one), 0);
}

/** How many belong on a list. */
export function listSize(one: u32): u32 {
  return load<u32>(sizeAt(one));
}

export function list(one: u32, number: u32): void {
  const size = listSize(one);
  store<u32>(sizeAt(one), size + 1);
  if (size < <u32>Survey.MAX_LISTED) store<u32>(entryAt(one, size), number);
}

/** The number at a place of a list. */
export function listed(one: u32, at: u32): u32 {
  return load<u32>(entryAt(one, at));
}

function sizeAt(one: u32): usize {
  return Layout.LIST_SIZES + (one << 2);
}

function entryAt(one: u32, at: u32): usize {
  return Layout.FLOW_LISTS + ((one * Survey.MAX_LISTED + at) << 2);
}
