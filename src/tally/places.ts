/** Where a frame was seen: a capture interface and, in LINUX_SLL2, the index of the device behind it. Numbered from 0 in order of appearance. */

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
  private readonly ids = new Map<number, number>();
  private lastInterface = -1;
  private lastIndex = -1;
  private last = 0;

  /** The number of a place. */
  of(captureInterface: number, interfaceIndex: number): number {
    if (captureInterface === this.lastInterface && interfaceIndex === this.lastIndex) return this.last;
    const key = captureInterface * 2 ** 32 + interfaceIndex;
    this.last = this.ids.get(key) ?? this.add(key, captureInterface, interfaceIndex);
    this.lastInterface = captureInterface;
    this.lastIndex = interfaceIndex;
    return this.last;
  }

  private add(key: number, captureInterface: number, interfaceIndex: number): number {
    if (this.list.length >= MAX_PLACES) return 0;
    this.list.push({ interface: captureInterface, interfaceIndex });
    this.ids.set(key, this.list.length - 1);
    return this.list.length - 1;
  }
}
