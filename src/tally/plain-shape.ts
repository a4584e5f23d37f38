/** Which headers a plain frame has (kernel/plain.ts), as bits; import as `Shape`. */

/** Of the frame, or of the one inside its tunnel. */
export const TAGGED = 1;
export const VERSION_6 = 2;
export const DATAGRAM = 4;
/** What it has instead of TCP or UDP: ARP alone; an echo of ICMP, or of ICMPv6. */
export const RESOLUTION = 8;
export const ECHO = 16;
/** Behind TCP, a TLS record. */
export const RECORD = 32;
/** Outside a tunnel: the first two of these bits, moved by so many, and one for the tunnel. */
export const OUTER_SHIFT = 6;
export const VXLAN = 256;
export const GENEVE = 512;
export const SHAPES = 768;
