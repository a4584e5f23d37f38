/** Reading and writing: fields by their number of words or doubles (the layouts of the host), and packets in network byte order. */

/** Word `field` of a row or flow. */
export function word(at: usize, field: i32): u32 {
  return load<u32>(at + (field << 2));
}

export function setWord(at: usize, field: i32, value: u32): void {
  store<u32>(at + (field << 2), value);
}

/** Double `field` of a row or flow. */
export function double(at: usize, field: i32): f64 {
  return load<f64>(at + (field << 3));
}

export function setDouble(at: usize, field: i32, value: f64): void {
  store<f64>(at + (field << 3), value);
}

/** Adds to a double. */
export function add(at: usize, amount: f64): void {
  store<f64>(at, load<f64>(at) + amount);
}

/** Adds to double `field` of a row or flow. */
export function addDouble(at: usize, field: i32, amount: f64): void {
  add(at + (field << 3), amount);
}

/** Widens the first time in double `field`, and the last behind it; NaN is no time. */
export function widen(at: usize, field: i32, first: f64, last: f64): void {
  const from = double(at, field);
  const to = double(at, field + 1);
  if (first < from || Number.isNaN(from)) setDouble(at, field, first);
  if (last > to || Number.isNaN(to)) setDouble(at, field + 1, last);
}

/** No times yet, as `widen` takes them. */
export function clearTimes(at: usize, field: i32): void {
  setDouble(at, field, NaN);
  setDouble(at, field + 1, NaN);
}

/** Bytes of a packet. */
export function u8At(at: usize): u32 {
  return load<u8>(at);
}

export function u16At(at: usize): u32 {
  return bswap<u16>(load<u16>(at));
}

export function u32At(at: usize): u32 {
  return bswap<u32>(load<u32>(at));
}
