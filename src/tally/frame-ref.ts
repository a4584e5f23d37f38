/** One number for "frame F of input I": what evidence keeps. Exact in a double for 8,192 inputs of a million million frames. */

const FRAMES_PER_INPUT = 2 ** 40;

export interface FrameRef {
  /** Index into the report's inputs. */
  input: number;
  /** From 1, as Wireshark counts. */
  frame: number;
}

/** What to add to the frame numbers of an input. */
export const frameBase = (input: number): number => input * FRAMES_PER_INPUT;

export const frameRef = (reference: number): FrameRef => ({
  input: Math.floor(reference / FRAMES_PER_INPUT),
  frame: reference % FRAMES_PER_INPUT,
});
