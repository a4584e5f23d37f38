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
  private placeFrames = new Float64Array(8 * CASTS);
  private placeBytes = new Float64Array(8 * CASTS);
  private contextFrames = new Float64Array(64 * CASTS);
  private contextBytes = new Float64Array(64 * CASTS);

  /** Counts a frame at its place, and in the innermost VLAN or tunnel it was decoded to. */
  add(packet: Packet): void {
    const { context, ethernet, wireLength } = packet;
    this.addFrames(packet.place, packet.cast, 1, wireLength);
    if (context === 0) return;
    this.addInside(context, ethernet < 0 ? Cast.None : castOf(packet.view, ethernet), 1, wireLength);
  }

  /** Counts frames at their place. */
  addFrames(place: number, cast: number, frames: number, bytes: number): void {
    const at = place * CASTS + cast;
    if (at >= this.placeFrames.length) this.growPlaces(at);
    this.placeFrames[at] += frames;
    this.placeBytes[at] += bytes;
  }

  /** Counts frames in the VLAN or tunnel they were decoded to. */
  addInside(context: number, cast: number, frames: number, bytes: number): void {
    const at = context * CASTS + cast;
    if (at >= this.contextFrames.length) this.growContexts(at);
    this.contextFrames[at] += frames;
    this.contextBytes[at] += bytes;
  }

  /** By cast, at one place. */
  place(place: number): CastCounts {
    return slice(this.placeFrames, this.placeBytes, place);
  }

  /** By cast of the last Ethernet header, in one chain of VLANs and tunnels (not in those further in). */
  context(context: number): CastCounts {
    return slice(this.contextFrames, this.contextBytes, context);
  }

  private growPlaces(at: number): void {
    this.placeFrames = longer(this.placeFrames, at);
    this.placeBytes = longer(this.placeBytes, at);
  }

  private growContexts(at: number): void {
    this.contextFrames = longer(this.contextFrames, at);
    this.contextBytes = longer(this.contextBytes, at);
  }
}

function longer(counts: Float64Array, at: number): Float64Array<ArrayBuffer> {
  const copy = new Float64Array(Math.max(counts.length * 2, at + CASTS));
  copy.set(counts);
  return copy;
}

const slice = (frames: Float64Array, bytes: Float64Array, row: number): CastCounts => ({
  frames: Array.from({ length: CASTS }, (_, cast) => frames[row * CASTS + cast] ?? 0),
  bytes: Array.from({ length: CASTS }, (_, cast) => bytes[row * CASTS + cast] ?? 0),
});
