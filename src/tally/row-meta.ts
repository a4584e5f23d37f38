/** Bits of `Row.Meta`; import as `Meta`. The low 11 are part of a flow's key. */

export const Protocol = 0xff;
export const Ipv6 = 1 << 8;
/** Behind the last tunnel header. */
export const Inner = 1 << 9;
/** Ports that exist but were not captured, and later fragments. */
export const Portless = 1 << 10;
export const Key = 0x7ff;
/** The whole TCP header was read. */
export const Tcp = 1 << 11;
export const Fragment = 1 << 12;
export const DontFragment = 1 << 13;
/** No identification field tells two equal packets apart: IPv6, or IPv4 with identification 0. */
export const Anonymous = 1 << 14;
export const TtlShift = 16;
