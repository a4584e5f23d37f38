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

/** Numbers of the frames that are of the same input as the first, in their order; evidence names frames of one input at a time. */
export function framesOfOne(references: readonly number[]): { input: number | null; frames: number[] } {
  const known = references.filter((reference) => reference > 0).map(frameRef);
  const input = known.length === 0 ? null : known[0].input;
  return { input, frames: [...new Set(known.filter((one) => one.input === input).map(({ frame }) => frame))] };
}

export const frameRef = (reference: number): FrameRef => ({
  input: Math.floor(reference / FRAMES_PER_INPUT),
  frame: reference % FRAMES_PER_INPUT,
});
