import { capturedLimit } from '../captured-limit.ts';
import type { CaptureInterface } from '../packet-source.ts';
import { fastUnits } from './clock.ts';

/** What the packet loop must know of each interface, by number in the section, in typed arrays. */
export class Section {
  readonly number: number;
  readonly littleEndian: boolean;
  /** Index of this section's interface 0 in `CaptureInfo.interfaces`. */
  readonly firstInterface: number;
  count = 0;
  maxCaptured = new Float64Array(8);
  /** Units a second when doubles can convert them, else 0 (clock.ts). */
  fastUnits = new Float64Array(8);
  /** if_tsresol as it stands in the file. */
  resolutions = new Float64Array(8);
  /** if_tsoffset in seconds. */
  offsets = new Float64Array(8);
  readonly interfaces: CaptureInterface[] = [];

  constructor(number: number, littleEndian: boolean, firstInterface: number) {
    this.number = number;
    this.littleEndian = littleEndian;
    this.firstInterface = firstInterface;
  }

  add(description: CaptureInterface, resolution: number, offset: number): void {
    const row = this.count++;
    if (row === this.maxCaptured.length) this.grow();
    this.interfaces.push(description);
    this.maxCaptured[row] = capturedLimit(description.linkType, description.snapLength);
    this.fastUnits[row] = fastUnits(resolution);
    this.resolutions[row] = resolution;
    this.offsets[row] = offset;
  }

  private grow(): void {
    this.maxCaptured = doubled(this.maxCaptured);
    this.fastUnits = doubled(this.fastUnits);
    this.resolutions = doubled(this.resolutions);
    this.offsets = doubled(this.offsets);
  }
}

function doubled(column: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(column.length * 2);
  larger.set(column);
  return larger;
}
