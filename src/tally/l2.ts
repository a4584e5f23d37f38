/** How frames were addressed: by place, and behind each VLAN and tunnel. Rows of four: unicast, broadcast, multicast, none (`Cast`). */

import * as Cast from '../wire/cast.ts';
import { castOf } from '../wire/ethernet.ts';
import type { Packet } from '../wire/packet.ts';

const CASTS = 4;

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
    const at = packet.place * CASTS + packet.cast;
    if (at >= this.placeFrames.length) this.growPlaces(at);
    this.placeFrames[at]++;
    this.placeBytes[at] += packet.wireLength;
    if (packet.context !== 0) this.addContext(packet);
  }

  /** By cast, at one place. */
  place(place: number): CastCounts {
    return slice(this.placeFrames, this.placeBytes, place);
  }

  /** By cast of the last Ethernet header, in one chain of VLANs and tunnels (not in those further in). */
  context(context: number): CastCounts {
    return slice(this.contextFrames, this.contextBytes, context);
  }

  private addContext(packet: Packet): void {
    const cast = packet.ethernet < 0 ? Cast.None : castOf(packet.view, packet.ethernet);
    const at = packet.context * CASTS + cast;
    if (at >= this.contextFrames.length) this.growContexts(at);
    this.contextFrames[at]++;
    this.contextBytes[at] += packet.wireLength;
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
