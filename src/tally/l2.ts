/** How frames were addressed: by place, and behind each VLAN and tunnel. Rows of four: unicast, broadcast, multicast, none (`Cast`). */

import * as Cast from '../wire/cast.ts';
import { castOf } from '../wire/ethernet.ts';
import type { Packet } from '../wire/packet.ts';
import { CASTS } from './kernel-layout.ts';

export interface CastCounts {
  frames: number[];
  bytes: number[];
}

export class L2Tally {
  private readonly places = new CastTable(8);
  private readonly innermost = new CastTable(64);
  private readonly passed = new CastTable(64);

  /** Counts a frame at its place, in the innermost VLAN or tunnel it was decoded to, and in those that it has an Ethernet header of on the way there. */
  add(packet: Packet): void {
    const { context, ethernet, wireLength, view } = packet;
    this.addFrames(packet.place, packet.cast, 1, wireLength);
    if (context === 0) return;
    this.addInside(context, ethernet < 0 ? Cast.None : castOf(view, ethernet), 1, wireLength);
    for (let i = 0; i < packet.passed; i++)
      this.addPassed(packet.passedContexts[i], castOf(view, packet.passedEthernets[i]), 1, wireLength);
  }

  /** Counts frames at their place. */
  addFrames(place: number, cast: number, frames: number, bytes: number): void {
    this.places.add(place, cast, frames, bytes);
  }

  /** Counts frames in the VLAN or tunnel they were decoded to. */
  addInside(context: number, cast: number, frames: number, bytes: number): void {
    this.innermost.add(context, cast, frames, bytes);
  }

  /** Counts frames in a VLAN or tunnel that a further tunnel was found in. */
  addPassed(context: number, cast: number, frames: number, bytes: number): void {
    this.passed.add(context, cast, frames, bytes);
  }

  /** By cast, at one place. */
  place(place: number): CastCounts {
    return this.places.of(place);
  }

  /** By cast of the last Ethernet header, in one chain of VLANs and tunnels (not in those further in). */
  context(context: number): CastCounts {
    return this.innermost.of(context);
  }

  /** By cast of the Ethernet header in one chain, of the frames that go on from there into a further tunnel. */
  passing(context: number): CastCounts {
    return this.passed.of(context);
  }
}

/** Rows that grow as they are asked for. */
class CastTable {
  private frames: Float64Array;
  private bytes: Float64Array;

  constructor(rows: number) {
    this.frames = new Float64Array(rows * CASTS);
    this.bytes = new Float64Array(rows * CASTS);
  }

  add(row: number, cast: number, frames: number, bytes: number): void {
    const at = row * CASTS + cast;
    if (at >= this.frames.length) this.grow(at);
    this.frames[at] += frames;
    this.bytes[at] += bytes;
  }

  of(row: number): CastCounts {
    return { frames: four(this.frames, row), bytes: four(this.bytes, row) };
  }

  private grow(at: number): void {
    this.frames = longer(this.frames, at);
    this.bytes = longer(this.bytes, at);
  }
}

function longer(counts: Float64Array, at: number): Float64Array<ArrayBuffer> {
  const copy = new Float64Array(Math.max(counts.length * 2, at + CASTS));
  copy.set(counts);
  return copy;
}

const four = (counts: Float64Array, row: number): number[] =>
  Array.from({ length: CASTS }, (_, cast) => counts[row * CASTS + cast] ?? 0);
