/** The numbers of the IANA registries that detectors ask for. */

/** Protocol Numbers. */
export const ICMP = 1;
export const TCP = 6;
export const UDP = 17;
export const ICMPV6 = 58;
/** ICMP and ICMPv6 types of an echo request. */
export const ECHO_REQUEST = 8;
export const ECHO_REQUEST_6 = 128;
/** TCP header flags (RFC 9293 §3.1). */
export const FIN = 0x01;
export const SYN = 0x02;
export const ACK = 0x10;
/** ICMP types (RFC 792) and the codes of "destination unreachable" (RFC 1122 §3.2.2.1, RFC 1812 §5.2.7.1). */
export const UNREACHABLE = 3;
export const TIME_EXCEEDED = 11;
export const FRAGMENTATION_NEEDED = 4;
/** ICMPv6 types (RFC 4443 §3). */
export const UNREACHABLE_6 = 1;
export const PACKET_TOO_BIG_6 = 2;
export const TIME_EXCEEDED_6 = 3;
