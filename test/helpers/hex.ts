/** The bytes of an annotated hex dump: `//` comments and white space are dropped, interpolated bytes are inserted. */
export function hex(strings: TemplateStringsArray, ...values: (Uint8Array | number)[]): Uint8Array {
  const text = strings.map((part, i) => part + hexOf(values[i])).join('');
  const digits = text.replace(/\/\/.*$/gm, '').replace(/\s+/g, '');
  if (digits.length % 2 !== 0 || /[^\da-f]/i.test(digits)) throw new Error(`not whole bytes of hex: ${digits}`);
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** A number is one byte. */
function hexOf(value: Uint8Array | number | undefined): string {
  if (value === undefined) return '';
  return Buffer.from(typeof value === 'number' ? [value] : value).toString('hex');
}
