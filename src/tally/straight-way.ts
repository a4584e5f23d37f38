/** What the straight way (kernel/plain.ts, kernel/tunnels.ts) asks of its host; straight-host.ts answers. */
import type { KernelHost } from './kernel.ts';

/** See kernel/host.ts. */
export interface StraightHost extends KernelHost {
  vlanChain(id: number): number;
  conversation(chain: number): number;
  laneFrames(place: number, chain: number, frames: number): void;
  tunnel(frame: number, place: number): number;
  lookInside(row: number, record: number, frame: number, ethernet: number, known: number): void;
}

/** Of a thread that only counts rows, and is never asked. */
export const NO_STRAIGHT_WAY: StraightHost = {
  vlanChain: () => 0,
  conversation: () => 0,
  laneFrames: () => {},
  tunnel: () => 0,
  lookInside: () => {},
};
