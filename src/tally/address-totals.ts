/** Frames and bytes by IP address, over all VLANs and tunnels. */
import { type Column, ensureRow } from '../base/columns.ts';
import { KeyTable } from '../base/key-table.ts';

/** Bound of the table; look-ups beyond it are only counted as refused. */
const MAX_ADDRESSES = 2 ** 22;

/** Row i of every column is one address. Key: 4 or 6, IPv4 address or number of the IPv6 address. */
export class AddressTotals {
  readonly table = new KeyTable(2, MAX_ADDRESSES);
  framesSent: Column = new Float64Array(0);
  framesReceived: Column = new Float64Array(0);
  bytesSent: Column = new Float64Array(0);
  bytesReceived: Column = new Float64Array(0);

  /** Makes room for every row of the table. */
  fit(): void {
    const last = this.table.size - 1;
    if (last < this.framesSent.length) return;
    this.framesSent = ensureRow(this.framesSent, last);
    this.framesReceived = ensureRow(this.framesReceived, last);
    this.bytesSent = ensureRow(this.bytesSent, last);
    this.bytesReceived = ensureRow(this.bytesReceived, last);
  }
}
