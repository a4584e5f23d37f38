import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaptureError } from '../../../src/base/errors.ts';
import { BlockBuilder, concat, payload } from '../../helpers/capture-builder.ts';
import { readBytes } from '../../helpers/captures.ts';

const MICROSECONDS_2023 = 1_700_000_000_123_456n;
const HEX_4 = '01020304';

describe.each([true, false])('little-endian %s', (littleEndian) => {
  const b = new BlockBuilder(littleEndian);

  it('reads enhanced packets of several interfaces, each with its link type and resolution', async () => {
    const nanoseconds = b.option(9, Uint8Array.of(9));
    const file = concat([
      b.sectionHeader(),
      b.interfaceDescription(1, 96, concat([b.option(2, 'eth0'), b.option(3, 'first port')])),
      b.enhancedPacket({ time: MICROSECONDS_2023, data: payload(4), original: 1500 }),
      b.interfaceDescription(
        113,
        0,
        concat([nanoseconds, b.option(11, '\0tcp port 80'), b.option(13, Uint8Array.of(4))]),
      ),
      b.enhancedPacket({ interfaceId: 1, time: 1_700_000_000_999_999_999n, data: payload(5) }),
    ]);
    const { packets, info } = await readBytes(file);
    expect(packets).toEqual([
      { hex: HEX_4, original: 1500, time: MICROSECONDS_2023 * 1000n, interface: 0 },
      { hex: '0102030405', original: 5, time: 1_700_000_000_999_999_999n, interface: 1 },
    ]);
    expect(info.format).toBe('pcapng');
    expect(info.damage).toEqual([]);
    expect(info.interfaces).toMatchObject([
      {
        section: 0,
        id: 0,
        name: 'eth0',
        description: 'first port',
        linkType: 1,
        snapLength: 96,
        resolution: '10^-6',
        filter: null,
      },
      { section: 0, id: 1, name: null, linkType: 113, resolution: '10^-9', filter: 'tcp port 80', fcsLength: 4 },
    ]);
  });

  it('reads simple packets: no time, captured bytes bounded by snaplen and block', async () => {
    const file = concat([
      b.sectionHeader(),
      b.interfaceDescription(1, 6),
      b.simplePacket(payload(4)),
      b.simplePacket(payload(8), 900),
    ]);
    const { packets } = await readBytes(file);
    expect(packets).toEqual([
      { hex: HEX_4, original: 4, time: null, interface: 0 },
      { hex: '010203040506', original: 900, time: null, interface: 0 },
    ]);
  });

  it('reads obsolete packets and adds their drops, but not the unknown ones', async () => {
    const packet = { time: MICROSECONDS_2023, data: payload(4) };
    const blocks = [b.obsoletePacket(packet, 7), b.obsoletePacket(packet, 0xffff)];
    const { packets, info } = await readBytes(concat([b.sectionHeader(), b.interfaceDescription(), ...blocks]));
    expect(packets).toMatchObject([
      { hex: HEX_4, time: MICROSECONDS_2023 * 1000n },
      { hex: HEX_4, time: MICROSECONDS_2023 * 1000n },
    ]);
    expect(info.dropped).toBe(7);
  });

  it('reads options of packets: comment, flags with an FCS length, drop count', async () => {
    const options = [b.option(1, 'look here'), b.flags(2, 4 << 5), b.counter(4, 0x1_0000_0005n)];
    const packet = b.enhancedPacket({ data: payload(5), options: [...options, b.option(0, '')] });
    const { packets, info } = await readBytes(
      concat([b.sectionHeader(b.option(1, 'a file')), b.interfaceDescription(), packet, packet]),
    );
    expect(packets).toHaveLength(2);
    expect(info.comments).toEqual(['a file', 'look here', 'look here']);
    expect(info.dropped).toBe(2 * 0x1_0000_0005);
    expect(info.interfaces[0].fcsLength).toBe(4);
  });

  it('takes the counters of the last statistics block', async () => {
    const statistics = (received: bigint): Uint8Array =>
      b.interfaceStatistics(0, concat([b.counter(4, received), b.counter(5, 3n), b.counter(7, 0x2_0000_0000n)]));
    const { info } = await readBytes(
      concat([b.sectionHeader(), b.interfaceDescription(), statistics(1n), statistics(100n)]),
    );
    expect(info.interfaces[0]).toMatchObject({ received: 100, droppedByInterface: 3, droppedByOs: 0x2_0000_0000 });
  });

  it('keeps the names of a name resolution block', async () => {
    const text = new TextEncoder();
    const names = b.nameResolution([
      [1, concat([Uint8Array.of(10, 0, 0, 1), text.encode('one.example\0uno.example\0')])],
      [
        2,
        concat([Uint8Array.of(0x20, 1, 0xd, 0xb8), new Uint8Array(11), Uint8Array.of(1), text.encode('six.example\0')]),
      ],
      [77, payload(3)],
    ]);
    const { info } = await readBytes(concat([b.sectionHeader(), names]));
    expect(info.names).toEqual([
      { address: '10.0.0.1', name: 'one.example' },
      { address: '10.0.0.1', name: 'uno.example' },
      { address: '2001:db8::1', name: 'six.example' },
    ]);
  });

  it('passes over and counts secrets, custom and unknown blocks', async () => {
    const skipped = [
      b.block(0x0a, payload(8)),
      b.block(0xbad, payload(8)),
      b.block(0x4000_0bad, payload(4)),
      b.block(0xbad, payload(4)),
    ];
    const packet = b.enhancedPacket({ data: payload(4) });
    const { packets, info } = await readBytes(
      concat([b.sectionHeader(), b.interfaceDescription(), ...skipped, packet]),
    );
    expect(packets).toHaveLength(1);
    const counts = [
      [0x0a, 1],
      [0xbad, 2],
      [0x4000_0bad, 1],
    ];
    expect([...info.skippedBlocks]).toEqual(counts);
  });

  it('accepts a block length without the padding that is in the file', async () => {
    const block = b.enhancedPacket({ data: payload(5) });
    const view = new DataView(block.buffer);
    for (const at of [4, block.length - 4]) view.setUint32(at, block.length - 3, littleEndian);
    const { packets, info } = await readBytes(concat([b.sectionHeader(), b.interfaceDescription(), block, block]));
    expect(packets.map(({ hex }) => hex)).toEqual(['0102030405', '0102030405']);
    expect(info.damage).toEqual([]);
  });
});

it('numbers interfaces across sections and changes byte order with the section', async () => {
  const little = new BlockBuilder(true);
  const big = new BlockBuilder(false);
  const sections = [little, big, little].map((b, index) =>
    concat([
      b.sectionHeader(),
      b.interfaceDescription(index),
      b.enhancedPacket({ time: BigInt(index), data: payload(4) }),
    ]),
  );
  const { packets, info } = await readBytes(concat(sections));
  expect(packets.map((packet) => [packet.interface, packet.time])).toEqual([
    [0, 0n],
    [1, 1000n],
    [2, 2000n],
  ]);
  expect(info.interfaces.map(({ section, id, linkType }) => [section, id, linkType])).toEqual([
    [0, 0, 0],
    [1, 0, 1],
    [2, 0, 2],
  ]);
});

describe('damage', () => {
  const b = new BlockBuilder();
  const start = concat([b.sectionHeader(), b.interfaceDescription()]);
  const packet = b.enhancedPacket({ data: payload(4) });

  const changed = (block: Uint8Array, at: number, value: number): Uint8Array => {
    const copy = block.slice();
    new DataView(copy.buffer).setUint32(at, value, true);
    return copy;
  };

  it.each([
    ['a trailing length that differs', changed(packet, packet.length - 4, 99), 'bad-block-length'],
    ['a length below 12', changed(packet, 4, 8), 'bad-block-length'],
    ['a length beyond all measure', changed(packet, 4, 0xfffffff0), 'impossible-length'],
    ['more captured than the block holds', b.enhancedPacket({ data: payload(4), captured: 5 }), 'impossible-length'],
    ['an interface that is not there', b.enhancedPacket({ interfaceId: 1, data: payload(4) }), 'unknown-interface'],
    ['a section header without byte-order magic', changed(b.sectionHeader(), 8, 1), 'bad-byte-order-magic'],
    ['a section of an unknown version', b.sectionHeader(new Uint8Array(0), 2), 'unknown-version'],
    ['zero bytes', new Uint8Array(64), 'zero-padding'],
    ['an EPB too short for its fields', b.block(6, payload(8)), 'bad-block-length'],
  ])('stops at %s', async (_, bad, code) => {
    const { packets, info } = await readBytes(concat([start, packet, bad, packet]));
    expect(packets).toHaveLength(1);
    expect(info.damage.map((damage) => [damage.offset, damage.code])).toEqual([[start.length + packet.length, code]]);
  });

  it('ignores an option that sticks out of its block, notes it, and reads on', async () => {
    const bad = b.option(2, 'eth0');
    new DataView(bad.buffer).setUint16(2, 500, true);
    const { packets, info } = await readBytes(concat([b.sectionHeader(), b.interfaceDescription(1, 0, bad), packet]));
    expect(packets).toHaveLength(1);
    expect(info.damage).toMatchObject([{ offset: 28, code: 'bad-option' }]);
  });

  it('gives the packets before any cut, and the offset of the block that was cut', async () => {
    const parts = [
      b.sectionHeader(),
      b.interfaceDescription(),
      packet,
      b.simplePacket(payload(3)),
      b.block(0xbad, payload(8)),
      packet,
    ];
    const file = concat(parts);
    const ends = parts.map((_, index) => concat(parts.slice(0, index + 1)).length);
    for (let cut = 28; cut <= file.length; cut++) {
      const whole = ends.filter((end) => end <= cut);
      const { packets, info } = await readBytes(file.subarray(0, cut));
      expect(packets).toHaveLength([0, 0, 1, 2, 2, 3][whole.length - 1]);
      const offset = whole[whole.length - 1];
      expect(info.damage.map((damage) => [damage.offset, damage.code])).toEqual(
        cut === offset ? [] : [[offset, 'truncated-block']],
      );
    }
  });

  it.each([4, 11, 27])('is no capture when it ends after %i bytes', async (cut) => {
    await expect(readBytes(file(cut))).rejects.toMatchObject({ name: 'CaptureError', code: 'truncated-header' });
  });
  const file = (cut: number): Uint8Array => start.subarray(0, cut);

  it('bounds what a hostile file can make it keep', async () => {
    const many = concat([
      b.sectionHeader(),
      ...Array.from({ length: 3000 }, (_, type) => b.block(0x1000 + type, b.option(1, 'x'))),
    ]);
    expect((await readBytes(many)).info.skippedBlocks.size).toBeLessThanOrEqual(256);
    const comments = b.interfaceDescription(1, 0, concat(Array.from({ length: 600 }, () => b.option(1, 'x'))));
    expect((await readBytes(concat([b.sectionHeader(), comments, comments, comments]))).info.comments).toHaveLength(
      1000,
    );
    const interfaces = concat([b.sectionHeader(), ...new Array<Uint8Array>(65_537).fill(b.interfaceDescription())]);
    const { info } = await readBytes(interfaces);
    expect(info.interfaces).toHaveLength(65_536);
    expect(info.damage).toMatchObject([{ code: 'too-many-interfaces' }]);
  });

  it('never throws anything but CaptureError, whatever byte is changed', async () => {
    const sound = concat([
      start,
      packet,
      b.simplePacket(payload(3)),
      b.interfaceStatistics(0, b.counter(4, 1n)),
      packet,
    ]);
    const mutation = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    const survives = fc.asyncProperty(mutation, async (changes) => {
      const bytes = sound.slice();
      for (const [at, value] of changes) bytes[at] = value;
      await readBytes(bytes, { chunkSize: 50 }).catch((error) => expect(error).toBeInstanceOf(CaptureError));
    });
    await fc.assert(survives, { numRuns: 400 });
  });
});

it.each([1, 7, 64, 4096])('reads the same with chunks of %i bytes', async (chunkSize) => {
  const b = new BlockBuilder();
  const packets = Array.from({ length: 300 }, (_, index) =>
    b.enhancedPacket({ time: BigInt(index), data: payload(index, index) }),
  );
  const file = concat([b.sectionHeader(), b.interfaceDescription(), ...packets, b.simplePacket(payload(9))]);
  const chunked = await readBytes(file, { chunkSize });
  expect(chunked).toMatchObject({ packets: (await readBytes(file)).packets, info: { damage: [] } });
  expect(chunked.packets).toHaveLength(301);
});
