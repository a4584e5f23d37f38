/**
 * Where a frame was seen: a capture interface and, in LINUX_SLL2, the index of the device behind it. Numbered from 0 in order of appearance. In the next file of a rotated
 * capture the same device has a place of its own, which continues the earlier one: packets seen at both are not seen twice (docs/decisions/0006-duplicates.md).
 */

/** Device indices of one `-i any` capture are few; beyond this, frames are counted at place 0 of their interface's first sight. */
export const MAX_PLACES = 4096;

export interface Place {
  /** Index over the interfaces of all inputs. */
  interface: number;
  /** SLL2 interface index; 0 for captures of one device. */
  interfaceIndex: number;
}

export class Places {
  readonly list: Place[] = [];
  /** The first of the interfaces that one continues, when its first frame is seen; itself unless told otherwise. */
  beginningOf = (captureInterface: number): number => captureInterface;
  private readonly ids = new Map<number, number>();
  /** By interface, what `beginningOf` said. */
  private readonly beginnings = new Map<number, number>();
  /** The first place of each beginning and device. */
  private readonly firsts = new Map<number, number>();
  /** By place: 1 + the place that it continues, 0 for none. */
  private readonly continued: Uint16Array;
  private lastInterface = -1;
  private lastIndex = -1;
  private last = 0;

  constructor(continued: Uint16Array = new Uint16Array(MAX_PLACES)) {
    this.continued = continued;
  }

  /** The number of a place. */
  of(captureInterface: number, interfaceIndex: number): number {
    if (captureInterface === this.lastInterface && interfaceIndex === this.lastIndex) return this.last;
    const key = keyOf(captureInterface, interfaceIndex);
    this.last = this.ids.get(key) ?? this.add(key, captureInterface, interfaceIndex);
    this.lastInterface = captureInterface;
    this.lastIndex = interfaceIndex;
    return this.last;
  }

  /** True for two devices of one capture, rotated or not: captures of several computers tell nothing of one another's devices. */
  areDevicesOfOne(place: number, other: number): boolean {
    const [one, two] = [this.list[place], this.list[other]];
    return (
      one.interfaceIndex !== two.interfaceIndex &&
      this.interfaceBegun(one.interface) === this.interfaceBegun(two.interface)
    );
  }

  private add(key: number, captureInterface: number, interfaceIndex: number): number {
    const place = this.list.length;
    if (place >= MAX_PLACES) return 0;
    this.list.push({ interface: captureInterface, interfaceIndex });
    this.ids.set(key, place);
    const begun = keyOf(this.interfaceBegun(captureInterface), interfaceIndex);
    const first = this.firsts.get(begun);
    if (first === undefined) this.firsts.set(begun, place);
    else this.continued[place] = 1 + first;
    return place;
  }

  private interfaceBegun(captureInterface: number): number {
    const known = this.beginnings.get(captureInterface) ?? this.beginningOf(captureInterface);
    this.beginnings.set(captureInterface, known);
    return known;
  }
}

const keyOf = (captureInterface: number, interfaceIndex: number): number => captureInterface * 2 ** 32 + interfaceIndex;
