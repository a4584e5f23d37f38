/** A capture, piece by piece: the same bytes for the same options, in bounded memory. */
import { type Container, containerOf, MAX_PREAMBLE, MAX_RECORD_OVERHEAD, type Record } from './container.ts';
import { Frames, MAX_FRAME } from './frames.ts';
import { DEFAULTS, type TrafficOptions } from './options.ts';

const PIECE = 1 << 20;
/** 2023-11-14T22:13:20Z: any fixed time will do. */
const FIRST_SECOND = 1_700_000_000;
const NS_PER_SECOND = 1e9;

/** Each piece is valid until the next is asked for. */
export function* generate(wanted: Partial<TrafficOptions>): Generator<Uint8Array> {
  const options = { ...DEFAULTS, ...wanted };
  const container = containerOf(options);
  const bytes = new Uint8Array(PIECE + MAX_PREAMBLE + MAX_RECORD_OVERHEAD + MAX_FRAME);
  const view = new DataView(bytes.buffer);
  const writer = new Writer(options, container, view);
  let at = container.begin(view);
  for (let index = 0; index < options.packets; index++) {
    at = writer.write(at, index);
    if (at < PIECE) continue;
    yield bytes.subarray(0, at);
    at = 0;
  }
  if (at > 0) yield bytes.subarray(0, at);
}

class Writer {
  private readonly frames: Frames;
  private readonly record: Record = { interface: 0, seconds: FIRST_SECOND, nanoseconds: 0, length: 0 };
  private readonly options: TrafficOptions;
  private readonly container: Container;
  private readonly view: DataView;

  constructor(options: TrafficOptions, container: Container, view: DataView) {
    this.options = options;
    this.container = container;
    this.view = view;
    this.frames = new Frames(options);
  }

  /** Writes packet number `index` and answers where it ends. */
  write(at: number, index: number): number {
    const { record, container, frames, view } = this;
    this.tick();
    record.length = frames.write(view, at + container.header, index);
    record.interface = frames.random.below(this.options.interfaces);
    return container.wrap(view, at, record);
  }

  /** Packets arrive at random, evenly over the capture. */
  private tick(): void {
    const { record, frames } = this;
    const { seconds, packets } = this.options;
    record.nanoseconds += Math.floor(frames.random.unit() * 2 * ((seconds * NS_PER_SECOND) / packets)) + 1;
    while (record.nanoseconds >= NS_PER_SECOND) {
      record.nanoseconds -= NS_PER_SECOND;
      record.seconds++;
    }
  }
}
