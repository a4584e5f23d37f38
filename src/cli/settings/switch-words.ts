/** The words that turn an option on and off where it has no flag. */

const ON = new Set(['true', 'on', 'yes', '1']);
const OFF = new Set(['false', 'off', 'no', '0']);

/** Null for other words. */
export function switchOf(text: string): boolean | null {
  const word = text.toLowerCase();
  return ON.has(word) || (OFF.has(word) ? false : null);
}
