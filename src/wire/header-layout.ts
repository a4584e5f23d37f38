/** Offsets and lengths in bytes of the headers that nearly every packet has: the decoders and the kernel of the flow table share them. */

/** Ethernet II (IEEE 802.3-2022 §3.1) and the VLAN tag behind its type (IEEE 802.1Q-2022 §9). */
export const ETHERNET_LENGTH = 14;
export const ETHERNET_DESTINATION = 0;
export const ETHERNET_SOURCE = 6;
export const ETHERNET_TYPE = 12;
export const TAG_LENGTH = 4;
export const TAG_TYPE = 2;
export const VID_MASK = 0x0fff;

/** IPv4 (RFC 791 §3.1); the length is that without options. */
export const IPV4_LENGTH = 20;
export const IPV4_TOTAL_LENGTH = 2;
export const IPV4_IDENTIFICATION = 4;
export const IPV4_FLAGS_OFFSET = 6;
export const IPV4_TTL = 8;
export const IPV4_PROTOCOL = 9;
export const IPV4_SOURCE = 12;
export const IPV4_DESTINATION = 16;
export const DONT_FRAGMENT = 0x4000;
export const MORE_FRAGMENTS = 0x2000;
export const OFFSET_MASK = 0x1fff;

/** IPv6 (RFC 8200 §3). */
export const IPV6_LENGTH = 40;
export const IPV6_PAYLOAD_LENGTH = 4;
export const IPV6_NEXT_HEADER = 6;
export const IPV6_HOP_LIMIT = 7;
export const IPV6_SOURCE = 8;
export const IPV6_DESTINATION = 24;

/** UDP (RFC 768). */
export const UDP_LENGTH = 8;
export const UDP_LENGTH_FIELD = 4;
export const UDP_CHECKSUM = 6;

/** TCP (RFC 9293 §3.1); the length is that without options. Of both transports: the ports come first. */
export const TCP_LENGTH = 20;
export const TCP_SEQUENCE = 4;
export const TCP_ACKNOWLEDGMENT = 8;
export const TCP_DATA_OFFSET = 12;
export const TCP_FLAGS = 13;
export const TCP_WINDOW = 14;
export const TCP_CHECKSUM = 16;

/** ICMP and ICMPv6: length without what a type adds (RFC 792, RFC 4443 §2.1), and the types that ask for an echo and bring it. */
export const ICMP_LENGTH = 8;
export const ECHO_REPLY = 0;
export const ECHO = 8;
export const ECHO_REQUEST_6 = 128;
export const ECHO_REPLY_6 = 129;

/** ARP (RFC 826): length with addresses of stations and of IPv4, which sizes and protocol type say there are; operations. */
export const ARP_LENGTH = 28;
export const ARP_PROTOCOL_TYPE = 2;
export const ARP_SIZES = 4;
export const ARP_OPERATION = 6;
export const ARP_SENDER_MAC = 8;
export const ARP_SENDER_IP = 14;
export const ARP_TARGET_MAC = 18;
export const ARP_TARGET_IP = 24;
export const ARP_IPV4_TYPE = 0x0800;
/** Hardware address length 6, protocol address length 4. */
export const ARP_ETHERNET_IPV4_SIZES = 0x0604;
export const ARP_REQUEST = 1;
export const ARP_REPLY = 2;

/** DHCP (RFC 2131 §3): up to the options, the magic cookie included. */
export const DHCP_OPTIONS = 240;
export const DHCP_COOKIE_AT = 236;
export const DHCP_COOKIE = 0x63825363;

/** Multicast DNS (RFC 6762 §18): opcode, response code and the reserved bit of the flags, which must be zero. */
export const MDNS_FLAGS = 2;
export const MDNS_ZERO_BITS = 0x784f;

/** DNS (RFC 1035 §4.1.1), over TCP behind a length (§4.2.2); a message with more questions is not believed to be one (RFC 9619 §3). */
export const DNS_LENGTH = 12;
export const DNS_QUESTION_COUNT = 4;
export const DNS_MAX_QUESTIONS = 1;
export const DNS_TCP_PREFIX = 2;

/** TLS record (RFC 8446 §5.1): length of its header; of the first word, content types from change cipher spec to application data, and versions from SSL 3.0 to TLS 1.3 as records spell them. */
export const TLS_LENGTH = 5;
export const TLS_FIRST_TYPE = 20;
export const TLS_LAST_TYPE = 23;
export const TLS_FIRST_VERSION = 0x0300;
export const TLS_LAST_VERSION = 0x0304;

/**
 * VXLAN-GPE (draft-ietf-nvo3-vxlan-gpe-13 §3): of the first word, the reserved bits and the version (upper four of the first byte) and two reserved bytes, which must be
 * zero, and the I flag, which must not.
 */
export const GPE_LENGTH = 8;
export const GPE_SHAPE_MASK = 0xf8ffff00;
export const GPE_SHAPE = 0x08000000;

/** VXLAN (RFC 7348 §5) and Geneve (RFC 8926 §3.4): length without options, and the word whose upper 24 bits are the VNI. */
export const TUNNEL_LENGTH = 8;
export const TUNNEL_VNI = 4;
/** VXLAN: the I flag, in the first byte. */
export const VXLAN_VNI_PRESENT = 0x08;
/** Geneve: bits of the first byte that count the options' words, below the version, which is 0; and what follows, as GRE names it. */
export const GENEVE_LENGTH_MASK = 0x3f;
export const GENEVE_PROTOCOL = 2;
