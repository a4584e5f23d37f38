/**
 * Interfaces that go on in the next file of a rotated capture, or in the next section of a file: of the same description, and begun when the other had ended. Captures that
 * overlap in time were taken at several places.
 */
import type { CaptureInterface } from '../capture/packet-source.ts';

/** Interfaces of one description at a time; of more, the oldest is forgotten. */
const MAX_ALIKE = 64;

/** An interface with packets. */
interface Part {
  /** Index over the interfaces of all inputs; of itself, and of the first that it continues. */
  index: number;
  first: number;
  input: number;
  section: number;
}

export class Rotation {
  /** By description, those that none continues so far. */
  private readonly open = new Map<string, Part[]>();

  /**
   * Notes an interface whose first packet came at `timeNs`, and answers the first that it continues, itself if none. `latestOf` answers the latest time of an
   * interface that was noted before.
   */
  begin(
    index: number,
    input: number,
    { linkType, id, name, section }: CaptureInterface,
    timeNs: number,
    latestOf: (index: number) => number,
  ): number {
    const description = JSON.stringify([linkType, id, name]);
    const alike = this.open.get(description) ?? [];
    const earlier = alike.filter((one) => one.input !== input || one.section !== section);
    const ended = earlier.filter((one) => latestOf(one.index) <= timeNs);
    ended.sort((one, other) => latestOf(other.index) - latestOf(one.index));
    const before = ended.at(0);
    const first = before?.first ?? index;
    const others = alike.filter((one) => one !== before).slice(1 - MAX_ALIKE);
    this.open.set(description, [...others, { index, first, input, section }]);
    return first;
  }
}
