/**
 * Owners of MAC address blocks (IEEE MA-L), from a table of ours made by scripts/vendors.mjs: number of prefixes (4 bytes), prefixes in ascending order (4 each),
 * where among the names the owner's begins (4 each), then the names as UTF-8 lines. All numbers are little-endian.
 */

const LINE_FEED = 0x0a;

export class Vendors {
  private readonly view: DataView;
  private readonly bytes: Uint8Array;
  private readonly decoder = new TextDecoder();

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

  /** One line: to decode them all would take longer than a small capture. */
  private name(offset: number): string {
    const start = 4 + 8 * this.size + offset;
    return this.decoder.decode(this.bytes.subarray(start, this.bytes.indexOf(LINE_FEED, start)));
  }
}
