/**
 * Owners of MAC address blocks (IEEE MA-L), from a table of ours made by scripts/vendors.mjs: number of prefixes (4 bytes), prefixes in ascending order (4 each),
 * number of the owner's name for each (4 each), then the names as UTF-8 lines. All numbers are little-endian.
 */

export class Vendors {
  private readonly view: DataView;
  private readonly bytes: Uint8Array;
  private names: string[] | null = null;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The owner of a MAC's first three bytes; null for locally administered and unregistered ones. */
  of(mac: string): string | null {
    const prefix = Number.parseInt(mac.slice(0, 8).replaceAll(':', ''), 16);
    const row = this.search(prefix);
    return row < 0 ? null : this.name(this.view.getUint32(4 + 4 * (this.size + row), true));
  }

  private get size(): number {
    return this.view.getUint32(0, true);
  }

  private search(prefix: number): number {
    let low = 0;
    let high = this.size - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.view.getUint32(4 + 4 * middle, true);
      if (found === prefix) return middle;
      if (found < prefix) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  private name(number: number): string {
    this.names ??= new TextDecoder().decode(this.bytes.subarray(4 + 8 * this.size)).split('\n');
    return this.names[number];
  }
}
