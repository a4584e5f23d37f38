/** How long a captured packet may be before its length is taken for garbage. */

/** What tcpdump, libpcap and Wireshark take for the largest sensible packet (MAXIMUM_SNAPLEN, WTAP_MAX_PACKET_SIZE_STANDARD). */
const USUAL_LIMIT = 262_144;
/** Largest D-Bus message (specification, "Maximum length"), and the most that Wireshark takes of any packet. */
export const LARGEST_LIMIT = 128 * 1024 * 1024;

/** LINKTYPE_USB_LINUX, _USB_LINUX_MMAPPED, _DBUS, _USBPCAP, _USB_DARWIN, _EBHSCR: transfers and messages, not frames. */
const LONG_PACKETS: ReadonlySet<number> = new Set([189, 220, 231, 249, 266, 279]);

/** Longest captured length that is believed: by link type, or what the snaplen allows when that is more. */
export function capturedLimit(linkType: number, snapLength: number): number {
  if (LONG_PACKETS.has(linkType)) return LARGEST_LIMIT;
  return Math.max(USUAL_LIMIT, Math.min(snapLength, LARGEST_LIMIT));
}
