import { CaptureError } from '../base/errors.ts';
import { CaptureSource, type Inputs, type RecordParser } from './capture-source.ts';
import { CHUNK_SIZE, ChunkBuffer } from './chunk-buffer.ts';
import { compressionOf, loadDecompress } from './compression/compression.ts';
import { describeForeign } from './foreign-format.ts';
import { inputName, type Opened, openInput } from './input.ts';
import type { CaptureFormat, CaptureInfo, Compression, PacketSource } from './packet-source.ts';
import { PcapParser, pcapInterface } from './pcap.ts';
import { HEADER_LENGTH, isPcap, readLayout } from './pcap-header.ts';
import { BlockType } from './pcapng/block.ts';
import { PcapngParser } from './pcapng/pcapng.ts';
import { byteOrderAt, MIN_SECTION_HEADER_LENGTH } from './pcapng/section-header.ts';
import { StreamSource } from './stream-source.ts';

/** Longest compression magic number (xz). */
const COMPRESSION_MAGIC_LENGTH = 6;
const MAGIC_LENGTH = 4;
/** Looked at to name what is no capture; the magic number of tar stands at 257. */
const FOREIGN_HEAD_LENGTH = 512;
/**
 * Compressed bytes handed on at a time. When a stream turns out corrupt, what the last piece holds is lost, so pieces start small and grow to a sixteenth of what came
 * before, from 64 KiB on to a sixty-fourth; beyond 256 KiB handing them to another thread costs nothing any more.
 */
const MIN_COMPRESSED_PIECE = 512;
const PIECES: readonly { share: number; most: number }[] = [
  { share: 16, most: 65_536 },
  { share: 64, most: 262_144 },
];

/** How to read; the defaults are right for everything but tests. */
export interface OpenOptions {
  /** Bytes to read at a time. */
  chunkSize?: number;
  /** Memory to read into, when it is large enough for two chunks: the caller's to use again once the capture is closed. */
  memory?: Uint8Array;
  /** Gives up waiting for a silent pipe: opening then fails. */
  signal?: AbortSignal;
}

/** Opens a capture, whatever its format, compression and name; `-` is standard input, and what is no path is read as it is given. Throws `CaptureError` when it is none. */
export async function openCapture(capture: Opened, options: OpenOptions = {}): Promise<PacketSource> {
  const chunkSize = options.chunkSize ?? CHUNK_SIZE;
  const path = typeof capture === 'string' ? capture : capture.name;
  const { source, size } = await openInput(capture);
  const [first, second] = pieceMemory(options.memory, chunkSize);
  const raw = new ChunkBuffer(source, chunkSize, first);
  const giveUp = (): void => raw.close();
  options.signal?.addEventListener('abort', giveUp);
  if (options.signal?.aborted) giveUp();
  try {
    await fillTo(raw, COMPRESSION_MAGIC_LENGTH);
    const compression = compressionOf(unread(raw));
    const plain = compression === 'none' ? raw : await unpacked(raw, compression, { chunkSize, memory: second });
    const info = emptyInfo(path, compression, size);
    const parser = await chooseParser(plain, info);
    info.bytes = raw.received;
    return new CaptureSource(info, { raw, plain }, parser);
  } catch (error) {
    raw.close();
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', giveUp);
  }
}

/** For the bytes as they lie in the file, and for what is unpacked of them. */
function pieceMemory(memory: Uint8Array | undefined, chunkSize: number): (Uint8Array | undefined)[] {
  if (memory === undefined || memory.length < 2 * chunkSize) return [];
  return [memory.subarray(0, chunkSize), memory.subarray(chunkSize, 2 * chunkSize)];
}

async function unpacked(
  raw: ChunkBuffer,
  compression: Exclude<Compression, 'none'>,
  { chunkSize, memory }: { chunkSize: number; memory: Uint8Array | undefined },
): Promise<Inputs['plain']> {
  const decompress = await loadDecompress(compression);
  return new ChunkBuffer(new StreamSource(decompress(pieces(raw))), chunkSize, memory);
}

/** What is left of a buffer and its source, in copies that stay valid. */
async function* pieces(raw: ChunkBuffer): AsyncGenerator<Uint8Array> {
  do {
    while (raw.start < raw.end) {
      const lengths = PIECES.map(({ share, most }) => Math.min(Math.floor(raw.position / share), most));
      const length = Math.max(MIN_COMPRESSED_PIECE, ...lengths);
      const piece = raw.bytes.slice(raw.start, Math.min(raw.end, raw.start + length));
      raw.start += piece.length;
      yield piece;
    }
  } while (await raw.fill());
}

async function chooseParser(plain: ChunkBuffer, info: CaptureInfo): Promise<RecordParser> {
  await fillTo(plain, MIN_SECTION_HEADER_LENGTH);
  const { length } = unread(plain);
  const view = new DataView(plain.bytes.buffer, plain.bytes.byteOffset + plain.start, length);
  if (length >= MAGIC_LENGTH && isPcap(view)) {
    if (length < HEADER_LENGTH) throw truncatedHeader(info.path, 'pcap', length);
    return pcapParser(plain, view, info);
  }
  if (length >= MAGIC_LENGTH && view.getUint32(0) === BlockType.SectionHeader) {
    if (length < MIN_SECTION_HEADER_LENGTH) throw truncatedHeader(info.path, 'pcapng', length);
    if (byteOrderAt(view, 8) === null)
      throw notCapture(info.path, 'It begins like pcapng, but without its byte-order magic number.');
    info.format = 'pcapng';
    return new PcapngParser(info);
  }
  throw await refusal(plain, info.path);
}

function pcapParser(plain: ChunkBuffer, view: DataView, info: CaptureInfo): RecordParser {
  const layout = readLayout(view);
  info.interfaces.push(pcapInterface(layout));
  plain.start += HEADER_LENGTH;
  return new PcapParser(info, layout);
}

async function refusal(plain: ChunkBuffer, path: string): Promise<CaptureError> {
  await fillTo(plain, FOREIGN_HEAD_LENGTH);
  const head = unread(plain);
  const { fault } = plain;
  if (fault !== null && head.length < MAGIC_LENGTH)
    return new CaptureError(fault.code, path, `${inputName(path)}: ${fault.message}`);
  return notCapture(path, describeForeign(head.slice(0, FOREIGN_HEAD_LENGTH)));
}

function notCapture(path: string, reason: string): CaptureError {
  return new CaptureError('not-a-capture', path, `${inputName(path)} is not a pcap or pcapng capture. ${reason}`);
}

function truncatedHeader(path: string, format: CaptureFormat, length: number): CaptureError {
  const message = `${inputName(path)} begins like a ${format} capture, but ends after ${length} bytes, inside the file header.`;
  return new CaptureError('truncated-header', path, message);
}

async function fillTo(buffer: ChunkBuffer, length: number): Promise<void> {
  while (buffer.end - buffer.start < length && (await buffer.fill()));
}

function unread(buffer: ChunkBuffer): Uint8Array {
  return buffer.bytes.subarray(buffer.start, buffer.end);
}

function emptyInfo(path: string, compression: Compression, size: number | null): CaptureInfo {
  return {
    path,
    format: 'pcap',
    compression,
    bytes: 0,
    size,
    interfaces: [],
    damage: [],
    comments: [],
    dropped: 0,
    names: [],
    skippedBlocks: new Map(),
  };
}
