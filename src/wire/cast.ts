/** How a frame was addressed at the link layer; import as `Cast`. */

export const Unicast = 0;
export const Broadcast = 1;
export const Multicast = 2;
export const None = 3;
