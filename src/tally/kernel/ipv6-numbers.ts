/** IPv6 addresses by number, in order of first appearance: see ../ipv6-table.ts. */
import * as Layout from '../kernel-layout';
import { fold } from './hash';
import * as Host from './host';

const TAG: u32 = 0xff000000;
const NUMBER: u32 = 0x00ffffff;
const SIZE: usize = Layout.IPV6_STATE;
const SLOTS: usize = Layout.IPV6_STATE + 4;

/** Number of the address in four words at `at`. */
export function ipv6Number(at: usize): u32 {
  const hash = spread(fold(at));
  const mask = slots() - 1;
  let slot = hash & mask;
  for (let found = load<u32>(slotAt(slot)); found !== 0; found = load<u32>(slotAt(slot))) {
    if (((found ^ hash) & TAG) === 0 && isSame(addressAt((found & NUMBER) - 1), at)) return (found & NUMBER) - 1;
    slot = (slot + 1) & mask;
  }
  return add(at, hash, slot);
}

function slots(): u32 {
  return max<u32>(load<u32>(SLOTS), Layout.INITIAL_IPV6_SLOTS);
}

function slotAt(slot: u32): usize {
  return Layout.IPV6_INDEX + (slot << 2);
}

function addressAt(number: u32): usize {
  return Layout.IPV6 + (number << 4);
}

/** What folding leaves in the upper bits alone reaches the lower ones. */
function spread(folded: u32): u32 {
  const mixed = (folded ^ (folded >>> 15)) * 0x85ebca6b;
  return mixed ^ (mixed >>> 13);
}

function isSame(one: usize, other: usize): bool {
  return load<u64>(one) === load<u64>(other) && load<u64>(one + 8) === load<u64>(other + 8);
}

/** The host numbers those for which there is no room here. */
function add(at: usize, hash: u32, slot: u32): u32 {
  const size = load<u32>(SIZE);
  if (size === Layout.MAX_IPV6) return Host.ipv6Number(at);
  store<u32>(SIZE, size + 1);
  memory.copy(addressAt(size), at, 16);
  store<u32>(slotAt(slot), (hash & TAG) | (size + 1));
  if (<u32>2 * (size + 1) > slots()) enlarge(size + 1);
  return size;
}

function enlarge(size: u32): void {
  const mask = 2 * slots() - 1;
  store<u32>(SLOTS, mask + 1);
  memory.fill(Layout.IPV6_INDEX, 0, (mask + 1) << 2);
  for (let number: u32 = 0; number < size; number++) {
    const hash = spread(fold(addressAt(number)));
    let slot = hash & mask;
    while (load<u32>(slotAt(slot)) !== 0) slot = (slot + 1) & mask;
    store<u32>(slotAt(slot), (hash & TAG) | (number + 1));
  }
}
