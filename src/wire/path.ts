/**
 * What is known of an IP header and the transport behind it, as offsets into `Packet.paths`; import as `Path`. There are two such paths: OUTER for the first
 * IP header of the packet and INNER for the last one, when there is more than one.
 */

/** Numbers of one path. */
export const SLOTS = 9;

/** Start of the IP header. */
export const Ip = 0;
/** 4 or 6. */
export const Version = 1;
/** IP protocol number of what the extension headers lead to. */
export const Protocol = 2;
/** Start of the transport header; −1 for later fragments and where the header is not whole. */
export const Transport = 3;
/** Start of the Ethernet header that carries it (two station addresses); −1 when it has none. */
export const Ethernet = 4;
/** Id of the chain of VLANs and tunnels around it, in `Packet.contexts`. */
export const Context = 5;
/** One past the last byte that the IP header claims, in `bytes` coordinates; may lie beyond the captured bytes. */
export const WireEnd = 6;
/** One past the last captured byte of the IP packet. */
export const End = 7;
/** 1 for any fragment, first or later. */
export const Fragment = 8;
