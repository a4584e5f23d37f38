/** The fixed columns of a bucket of the timeline (timeline.ts), which the kernel counts of plain frames as well (doubles); the classes of destinations stand where wire/cast.ts numbers them. */

export const Frames = 0;
export const Broadcast = 1;
export const Multicast = 2;
export const Arp = 3;
export const Bytes = 4;
export const COLUMNS = 5;
