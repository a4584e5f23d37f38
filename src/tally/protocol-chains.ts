/**
 * Frames by the chain of their headers. A chain is a state of a small machine that grows as chains appear, so a packet costs one look-up a layer and one
 * increment; how many frames hold a protocol at least once is derived from the chains at the end.
 */
import type { Packet } from '../wire/packet.ts';
import * as Protocol from '../wire/protocol.ts';
import type { ProtocolId } from '../wire/protocol-id.ts';
import { MAX_PROTOCOLS } from '../wire/protocol-id.ts';

/** Prefixes of chains; real captures stay below a few hundred, hostile ones are cut off here and counted by protocol directly. */
export const MAX_CHAINS = 8192;
const SHIFT = 6;

export interface Chain {
  /** Outermost first. */
  protocols: ProtocolId[];
  frames: number;
}

export class ProtocolChains {
  /** `next[state << 6 | protocol]`; 0 is "not known yet". */
  private next = new Uint16Array(64 << SHIFT);
  private parents = [0];
  private last: ProtocolId[] = [Protocol.None];
  private frames = new Float64Array(64);
  /** Frames by protocol whose chain did not fit, and how many those frames were. */
  private readonly beyond = new Float64Array(MAX_PROTOCOLS);
  private size = 1;

  /** Counts a packet's chain, the header a fault stopped at included. */
  add(packet: Packet): void {
    this.addFrames(packet.protocols, packet.count, 1);
  }

  /** Counts frames whose chain is the first `count` of these protocols. */
  addFrames(protocols: Uint8Array, count: number, frames: number): void {
    let state = 0;
    for (let i = 0; i < count; i++) {
      const at = (state << SHIFT) | protocols[i];
      state = this.next[at];
      if (state === 0) {
        state = this.grow(at);
        if (state === 0) {
          for (const protocol of new Set(protocols.subarray(0, count))) this.beyond[protocol] += frames;
          return;
        }
      }
    }
    this.frames[state] += frames;
  }

  /** Frames that hold each protocol at least once, at whatever depth. */
  byProtocol(): Float64Array {
    const totals = this.beyond.slice();
    for (const chain of this.chains())
      for (const protocol of new Set(chain.protocols)) totals[protocol] += chain.frames;
    return totals;
  }

  /** Every chain that some frame ended with. */
  chains(): Chain[] {
    const chains: Chain[] = [];
    for (let state = 0; state < this.size; state++) {
      if (this.frames[state] > 0) chains.push({ protocols: this.path(state), frames: this.frames[state] });
    }
    return chains;
  }

  private path(state: number): ProtocolId[] {
    const protocols: ProtocolId[] = [];
    for (let at = state; at !== 0; at = this.parents[at]) protocols.unshift(this.last[at]);
    return protocols;
  }

  private grow(at: number): number {
    if (this.size >= MAX_CHAINS) return 0;
    const state = this.size++;
    this.parents.push(at >> SHIFT);
    this.last.push((at & (MAX_PROTOCOLS - 1)) as ProtocolId);
    this.next[at] = state;
    if (this.size > this.frames.length) this.enlarge();
    return state;
  }

  private enlarge(): void {
    const next = new Uint16Array(this.next.length * 2);
    next.set(this.next);
    this.next = next;
    const frames = new Float64Array(this.frames.length * 2);
    frames.set(this.frames);
    this.frames = frames;
  }
}
