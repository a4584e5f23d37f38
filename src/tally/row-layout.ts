/**
 * Offsets into a row (row.ts), in 32-bit words; those marked "double" in 64-bit words. Import as `Row`: constants of a module are folded into the code that
 * uses them, fields of an object are not (docs/performance.md).
 */

/** Symmetric in the two ends, so that both directions meet in one slot. */
export const Hash = 0;
/** See `Meta`. */
export const Meta = 1;
/** Source port << 16 | destination port. */
export const Ports = 2;
/** Chain of VLANs and tunnels. */
export const Context = 3;
/** IPv4: one word; IPv6: four, replaced by the address's number when the batch is drained. */
export const Source = 4;
export const Destination = 8;
/** Original length of the frame in bytes. */
export const WireLength = 12;
export const Sequence = 13;
export const Acknowledgment = 14;
/** Bytes of transport payload as the IP header claims. */
export const Payload = 15;
/** TCP: window as sent; options of a SYN in `Options`. */
export const Window = 16;
export const TcpFlags = 17;
/** Equal for the same packet seen twice, TTL and link layer aside; see kernel/signature.ts. */
export const Signature = 18;
/** Place | (cooked packet type + 1) << 12: below 2^15. */
export const Place = 19;
/** Double: nanoseconds since the epoch of the run, NaN without a time stamp. */
export const Time = 10;
/** Double: frame reference, see frame-ref.ts. */
export const Frame = 11;
/** Three words: destination and source station address as they stand in the frame; zeros where there is none. */
export const Stations = 24;
/** TCP SYN: MSS | (window scale + 1) << 16, 0 for what is absent | state of its checksum << CHECKSUM_SHIFT. */
export const Options = 27;

export const CHECKSUM_SHIFT = 24;
