import fc from 'fast-check';
import { expect, it } from 'vitest';
import { enhancedPacket, interfaceDescription, sectionHeader } from '../../src/evidence/pcapng-blocks.ts';
import { BlockBuilder, concat, payload } from '../helpers/capture-builder.ts';
import { readBytes } from '../helpers/captures.ts';

const MAX_TIME = 2n ** 64n - 1n;
const ETHERNET = { linkType: 1, snapLength: 96, name: null, description: null, fcsLength: 0, timeOffset: 0 };
const b = new BlockBuilder();
const end = b.option(0, '');

it('writes the blocks of the draft, byte by byte', () => {
  expect(sectionHeader('netsight 1', 'why')).toEqual(
    b.sectionHeader(concat([b.option(1, 'why'), b.option(4, 'netsight 1'), end])),
  );
  expect(interfaceDescription(ETHERNET)).toEqual(
    b.interfaceDescription(1, 96, concat([b.option(9, Uint8Array.of(9)), end])),
  );
  expect(
    interfaceDescription({
      linkType: 276,
      snapLength: 2 ** 32 - 1,
      name: 'eth0',
      description: 'up',
      fcsLength: 4,
      timeOffset: -2,
    }),
  ).toEqual(
    b.interfaceDescription(
      276,
      2 ** 32 - 1,
      concat([
        b.option(9, Uint8Array.of(9)),
        b.option(2, 'eth0'),
        b.option(3, 'up'),
        b.option(13, Uint8Array.of(4)),
        b.counter(14, -2n),
        end,
      ]),
    ),
  );
  const packet = { interfaceId: 3, time: 0x0102_0304_0506_0708n, original: 1500 };
  expect(enhancedPacket({ ...packet, comments: ['one', 'zwölf'] }, payload(5))).toEqual(
    b.enhancedPacket({ ...packet, data: payload(5), options: [b.option(1, 'one'), b.option(1, 'zwölf'), end] }),
  );
  expect(enhancedPacket({ ...packet, comments: [] }, payload(0))).toEqual(
    b.enhancedPacket({ ...packet, data: payload(0) }),
  );
});

it.each([
  ['a', 4096],
  ['ä', 4096],
  ['€', 4095],
  ['😀', 4096],
])('cuts a text of %s between two characters, at the length that readers keep', async (character, bytes) => {
  const comment = character.repeat(5000);
  const { info } = await readBytes(sectionHeader('netsight', comment));
  expect(info.damage).toEqual([]);
  expect(comment.startsWith(info.comments[0])).toBe(true);
  expect(new TextEncoder().encode(info.comments[0])).toHaveLength(bytes);
});

it('is read back as it was written, whatever the packets', async () => {
  const text = fc.string({ unit: 'binary', minLength: 1 }).filter((value) => !value.includes('\0'));
  const packet = fc.record({
    interfaceId: fc.nat(2),
    time: fc.bigInt({ min: 0n, max: MAX_TIME }),
    data: fc.uint8Array({ maxLength: 300 }),
    original: fc.nat(2 ** 32 - 1),
    comments: fc.array(text, { maxLength: 4 }),
  });
  const face = fc.record({
    linkType: fc.nat(65_535),
    snapLength: fc.nat(2 ** 32 - 1),
    name: fc.option(text),
    description: fc.option(text),
    fcsLength: fc.nat(255),
    timeOffset: fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
  });
  const faces = fc.array(face, { minLength: 3, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(faces, fc.array(packet, { maxLength: 20 }), async (interfaces, packets) => {
      const blocks = packets.map(({ data, ...fields }) => enhancedPacket(fields, data));
      const file = concat([sectionHeader('netsight', 'why'), ...interfaces.map(interfaceDescription), ...blocks]);
      const read = await readBytes(file);
      expect(read.info.damage).toEqual([]);
      expect(read.info.interfaces).toMatchObject(interfaces.map(({ timeOffset: _timeOffset, ...rest }) => rest));
      expect(read.info.comments).toEqual(['why', ...packets.flatMap(({ comments }) => comments)]);
      expect(read.packets).toEqual(
        packets.map(({ interfaceId, time, data, original }) => ({
          hex: Buffer.from(data).toString('hex'),
          original,
          time: time + BigInt(interfaces[interfaceId].timeOffset) * 1_000_000_000n,
          interface: interfaceId,
        })),
      );
    }),
  );
});
