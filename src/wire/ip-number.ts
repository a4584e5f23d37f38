/** IANA IP protocol numbers, the ones named in code; import as `IpNumber`. */

export const Icmp = 1;
export const Tcp = 6;
export const Udp = 17;
export const Gre = 47;
export const Esp = 50;
export const Icmpv6 = 58;
export const Sctp = 132;
export const UdpLite = 136;
