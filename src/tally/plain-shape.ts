/** Which headers a plain frame has (kernel/plain.ts), as bits; import as `Shape`. */

/** Of the frame, or of the one inside its tunnel. */
export const TAGGED = 1;
export const VERSION_6 = 2;
export const DATAGRAM = 4;
/** What a frame without a tunnel has instead of a transport: ARP; an echo of ICMP, or of ICMPv6. */
export const RESOLUTION = 8;
export const ECHO = 16;
/** Outside a tunnel: the first two of these bits, moved by so many, and one for the tunnel. */
export const OUTER_SHIFT = 3;
export const VXLAN = 32;
export const GENEVE = 64;
export const SHAPES = 96;
