import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CaptureInterface } from '../../src/capture/packet-source.ts';
import { EvidenceFile, type EvidencePacket } from '../../src/evidence/evidence-file.ts';
import { concat, payload } from '../helpers/capture-builder.ts';
import { type ReadCapture, readBytes } from '../helpers/captures.ts';
import { finding } from './findings.ts';

const face = (over: Partial<CaptureInterface> = {}): CaptureInterface => ({
  section: 0,
  id: 0,
  name: null,
  description: null,
  linkType: 1,
  snapLength: 262_144,
  fcsLength: 0,
  filter: null,
  resolution: '10^-6',
  received: null,
  droppedByInterface: null,
  droppedByOs: null,
  ...over,
});

const ETH0 = face({ name: 'eth0', description: 'up', fcsLength: 4, snapLength: 64 });
const ANY = face({ linkType: 276 });

const packet = (over: Partial<EvidencePacket> = {}): EvidencePacket => ({
  interface: ETH0,
  data: payload(6),
  original: 6,
  seconds: 1_700_000_000,
  nanoseconds: 123_456_789,
  comments: ['claims'],
  ...over,
});

async function written(packets: EvidencePacket[], about = finding()): Promise<ReadCapture> {
  const file = new EvidenceFile('netsight 9', about);
  const read = await readBytes(concat(packets.flatMap((one) => file.packet(one))));
  expect(read.info.damage).toEqual([]);
  return read;
}

it('describes each interface that is used once, where its first packet is', async () => {
  const { packets, info } = await written([
    packet({ interface: ANY }),
    packet(),
    packet({ interface: ANY }),
    packet({ interface: face() }),
  ]);
  expect(packets.map((one) => one.interface)).toEqual([0, 1, 0, 2]);
  expect(info.interfaces).toMatchObject([
    { linkType: 276, name: null, snapLength: 262_144, resolution: '10^-9' },
    { linkType: 1, name: 'eth0', description: 'up', fcsLength: 4, snapLength: 64 },
    { linkType: 1, name: null, fcsLength: 0 },
  ]);
});

it('keeps bytes, lengths and times, snapped packets and empty ones too', async () => {
  const { packets } = await written([
    packet({ original: 65_549 }),
    packet({ data: payload(0), original: 4_294_967_295, seconds: 0, nanoseconds: 0 }),
    packet({ data: payload(3), original: 2, seconds: 17_179_869_183, nanoseconds: 999_999_999 }),
  ]);
  expect(packets).toEqual([
    { hex: '010203040506', original: 65_549, time: 1_700_000_000_123_456_789n, interface: 0 },
    { hex: '', original: 4_294_967_295, time: 0n, interface: 0 },
    { hex: '010203', original: 2, time: 17_179_869_183_999_999_999n, interface: 0 },
  ]);
});

it('says what the finding is, and why each packet is there', async () => {
  const names = [{ address: '10.0.0.5', name: 'default/web' }];
  const { info } = await written(
    [packet({ comments: ['one', 'two'] }), packet({ comments: ['three'] })],
    finding({ names }),
  );
  expect(info.comments).toEqual([
    [
      'netsight finding duplicate-ip (error): 10.0.0.5',
      '10.0.0.5 is claimed by two stations.',
      '10.0.0.5 is default/web',
      'display filter for all its packets: arp.src.proto_ipv4 == 10.0.0.5',
      'what it means and what to do: netsight explain duplicate-ip',
    ].join('\n'),
    'one',
    'two',
    'three',
  ]);
});

it('leaves the line of the filter out when there is none', async () => {
  const { info } = await written([packet()], finding({ displayFilter: '' }));
  expect(info.comments[0]).not.toContain('filter');
});

it('keeps the times of a clock that was wildly wrong, and their interface', async () => {
  const seconds = [-1, 1_700_000_000, 18_446_744_073_204, 2 ** 34, 2 ** 34 - 1];
  const { packets, info } = await written(seconds.map((second) => packet({ seconds: second })));
  expect(packets.map(({ time }) => time)).toEqual(
    seconds.map((second) => BigInt(second) * 1_000_000_000n + 123_456_789n),
  );
  expect(packets.map((one) => one.interface)).toEqual([0, 1, 2, 3, 1]);
  expect(new Set(info.interfaces.map(({ name }) => name))).toEqual(new Set(['eth0']));
});

it.each([
  ['no time', Number.NaN, 0, 'the capture holds no time stamp for this packet; 1970 stands for none'],
  [
    'a time beyond all measure',
    2 ** 53,
    5,
    expect.stringContaining('9007199254740992 seconds from 1970, cannot be true'),
  ],
  ['a time as far back', -(2 ** 80), 5, expect.stringContaining('cannot be true')],
])('writes 1970 for %s, and says so', async (_, seconds, nanoseconds, remark) => {
  const { packets, info } = await written([packet({ seconds, nanoseconds })]);
  expect(packets[0].time).toBe(0n);
  expect(info.comments.slice(1)).toEqual([remark, 'claims']);
});

it('says how many comments are left out, and stays below what readers take', async () => {
  const comments = Array.from({ length: 100 }, (_, i) => `${i} ${'€'.repeat(2000)}`);
  const { packets, info } = await written([packet({ comments, data: payload(262_144), original: 262_144 })]);
  expect(packets).toHaveLength(1);
  expect(info.comments).toHaveLength(1 + 30);
  expect(info.comments.at(-1)).toBe('and 71 more, which are in the report');
});

it('shows no control character of a capture', async () => {
  const hostile = '\u001b[31m\n\0\u202e\u2028x';
  const about = finding({
    subject: hostile,
    summary: hostile,
    displayFilter: hostile,
    names: [{ address: hostile, name: hostile }],
  });
  const { info } = await written([packet({ interface: face({ name: hostile, description: hostile }) })], about);
  const [{ name, description }] = info.interfaces;
  for (const text of [...info.comments[0].split('\n'), name, description])
    expect(text).not.toMatch(/[\0-\x1f\u202e\u2028]/);
  expect(info.comments[0].split('\n')).toHaveLength(5);
  expect(name).toBe('\\x1b[31m\\x0a\\x00\\u{202e}\\u{2028}x');
});

it('gives the times of any record of ours back', async () => {
  const seconds = fc.oneof(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.maxSafeInteger());
  await fc.assert(
    fc.asyncProperty(seconds, fc.nat(999_999_999), async (second, nanosecond) => {
      const { packets } = await written([packet({ seconds: second, nanoseconds: nanosecond })]);
      expect(packets[0].time).toBe(BigInt(second) * 1_000_000_000n + BigInt(nanosecond));
    }),
  );
});
