/** The state of an object as another thread's instance of the same class had it: structured cloning keeps the fields and loses the class. */

/**
 * Puts fields that were cloned from an instance of the same class into `target`; objects of classes within it get theirs in turn. Fields that are functions or
 * private names (#) cannot be cloned: such classes are not for this.
 */
export function takeFields<T extends object>(target: T, fields: T): void {
  const own = target as Record<string, unknown>;
  for (const [name, value] of Object.entries(fields)) {
    const before = own[name];
    if (hasClass(before)) takeFields(before, value as object);
    else own[name] = value;
  }
}

/** True for what cloning makes a plain object of. */
const hasClass = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
