/** xz by xz-decompress: xz-embedded compiled to WebAssembly; it reads streams that follow each other, as `cat a.xz b.xz` gives. */
import { corrupt, truncated } from './stream-errors.ts';

/** Unpacks an xz stream. */
export async function* decompress(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const module = await import('xz-decompress');
  // A UMD package: some loaders find its names, others only the default.
  const { XzReadableStream } = module.default ?? module;
  const feed = new Feed(pieces[Symbol.asyncIterator]());
  const reader = new XzReadableStream(feed.stream).getReader();
  try {
    for (;;) {
      const result = await next(reader, feed);
      if (result === 'ran out') throw feed.fault ?? truncated('xz');
      if (result.done) return;
      yield result.value;
    }
  } finally {
    // Gives the decompressor free: the package has one for the whole process.
    reader.cancel().catch(() => {});
  }
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;
type Result = Awaited<ReturnType<Reader['read']>>;

/** No Promise.race against one promise for the whole stream: that would keep every result until the end. */
function next(reader: Reader, feed: Feed): Promise<Result | 'ran out'> {
  return new Promise((resolve, reject) => {
    // Later than what is already unpacked, which resolves at once.
    feed.whenRunOut(() => setImmediate(resolve, 'ran out'));
    const failed = (error: Error): void => reject(feed.ended ? truncated('xz') : corrupt('xz', error.message));
    reader.read().then(resolve, failed);
  });
}

/**
 * The input as a web stream that never ends: the decompressor would go round in circles at a premature end. It knows the end of a stream by itself,
 * though it may need one look at nothing to notice; when it asks for more after that, the input has run out.
 */
class Feed {
  readonly stream: ReadableStream<Uint8Array>;
  fault: unknown = null;
  ended = false;
  private readonly pieces: AsyncIterator<Uint8Array>;
  private ranOut = false;
  private report: () => void = () => {};

  constructor(pieces: AsyncIterator<Uint8Array>) {
    this.pieces = pieces;
    this.stream = new ReadableStream({ pull: (controller) => this.pull(controller) }, { highWaterMark: 0 });
  }

  /** Calls back when the input has run out, at once if it has. */
  whenRunOut(report: () => void): void {
    this.report = report;
    if (this.ranOut) report();
  }

  private async pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    const piece = await this.take();
    if (piece !== null) return controller.enqueue(piece);
    if (!this.ended) {
      this.ended = true;
      return controller.enqueue(new Uint8Array(0));
    }
    this.ranOut = true;
    this.report();
    await new Promise(() => {});
  }

  private async take(): Promise<Uint8Array | null> {
    try {
      const { done, value } = await this.pieces.next();
      return done ? null : value;
    } catch (error) {
      this.fault = error;
      return null;
    }
  }
}
