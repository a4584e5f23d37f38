/** Sequence numbers go round at 2^32: what is said of a connection must not depend on where its numbers began. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ACK, ethernet, FIN, ipv4, RST, SYN, tcp } from '../helpers/frames.ts';
import { analysisOf, observeFrames, type Sighting } from '../helpers/observe.ts';

const segment = fc.record({
  back: fc.boolean(),
  /** Bytes behind the first of its direction; near enough for gaps, overlaps and repetitions. */
  ahead: fc.integer({ min: 0, max: 60 }),
  acknowledged: fc.integer({ min: 0, max: 60 }),
  payload: fc.constantFrom(0, 1, 10, 20),
  flags: fc.constantFrom(ACK, ACK, ACK, SYN, SYN | ACK, FIN | ACK, RST),
  window: fc.constantFrom(0, 1000),
  afterMs: fc.constantFrom(1, 5, 300),
});
type Segment = typeof segment extends fc.Arbitrary<infer T> ? T : never;

/** The flow of the conversation whose directions begin at these numbers. */
function told(segments: readonly Segment[], there: number, back: number): unknown {
  let ms = 0;
  const frames = segments.map((one, i): Sighting => {
    ms += one.afterMs;
    const [own, other] = one.back ? [back, there] : [there, back];
    const fields = {
      sequence: (own + one.ahead) >>> 0,
      acknowledgment: (other + one.acknowledged) >>> 0,
      flags: one.flags,
      window: one.window,
      ...(one.back && { from: 80, to: 40_000 }),
    };
    const ends = one.back ? { from: '10.0.0.2', to: '10.0.0.1' } : {};
    return { at: ms / 1000, bytes: ethernet(ipv4({ ...ends, id: i + 1 }, tcp(fields, one.payload))) };
  });
  return analysisOf(observeFrames(frames)).flows.top;
}

it('says the same wherever the sequence numbers begin', () => {
  const near = fc.integer({ min: -70, max: 10 }).map((distance) => distance >>> 0);
  const half = fc.integer({ min: -70, max: 10 }).map((distance) => (2 ** 31 + distance) >>> 0);
  const start = fc.oneof(near, half, fc.nat(0xffffffff));
  const property = fc.property(fc.array(segment, { minLength: 2, maxLength: 25 }), start, start, (segments, a, b) => {
    expect(told(segments, a, b)).toEqual(told(segments, 1000, 5000));
  });
  fc.assert(property, { numRuns: 150 });
});
