/** What is counted apart over time: frames by place and by chain of VLANs and tunnels, each pair with the number of a lane. Which segment it is shows when all is read. */
import { MAX_CONTEXTS, OVERFLOW } from '../wire/contexts.ts';

/** Lanes with REST: twice as many as segments are listed; with all buckets of the timeline 21 MB. */
export const MAX_LANES = 256;
/** The lane of all pairs for which there was none. */
export const REST = 0;
/** Pairs found without looking them up; a power of two. */
const SLOTS = 64;
const NONE = -1;

export class Lanes {
  private readonly numbers = new Map<number, number>();
  private readonly slotKeys = new Int32Array(SLOTS).fill(NONE);
  private readonly slotNumbers = new Int32Array(SLOTS);

  /** Lanes in use, REST included. */
  get size(): number {
    return this.numbers.size + 1;
  }

  /** The lane of a place and a chain. */
  of(place: number, context: number): number {
    const key = place * MAX_CONTEXTS + context;
    const slot = (context ^ place) & (SLOTS - 1);
    return this.slotKeys[slot] === key ? this.slotNumbers[slot] : this.find(key, slot);
  }

  /** Place and chain of each lane but REST. */
  list(): { lane: number; place: number; context: number }[] {
    return Array.from(this.numbers, ([key, lane]) => ({
      lane,
      place: Math.floor(key / MAX_CONTEXTS),
      context: key % MAX_CONTEXTS,
    }));
  }

  private find(key: number, slot: number): number {
    const lane = this.numbers.get(key) ?? this.add(key);
    this.slotKeys[slot] = key;
    this.slotNumbers[slot] = lane;
    return lane;
  }

  private add(key: number): number {
    if (this.size === MAX_LANES || key % MAX_CONTEXTS === OVERFLOW) return REST;
    const lane = this.size;
    this.numbers.set(key, lane);
    return lane;
  }
}
