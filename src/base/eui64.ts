/** Interface identifiers that a station address was made into (RFC 4291 appendix A; RFC 2464 §4), and the form Linux gives to devices that share one. */

const IDENTIFIER = 8;
const STATION_BYTES = 6;
/** What EUI-64 puts between the halves of a station address. */
const EUI64_MIDDLE = 0xfffe;
const UNIVERSAL_LOCAL = 0x02;

/** The station address that the last 8 of an address's 16 bytes are made of; null when they are not of the EUI-64 form. */
export function eui64Station(address: Uint8Array): Uint8Array | null {
  if (middleOf(address) !== EUI64_MIDDLE) return null;
  const station = halves(address);
  station[0] ^= UNIVERSAL_LOCAL;
  return station;
}

/**
 * The device number of an address made from a station address that several devices share: Linux puts the number (dev_id) where EUI-64 has ff:fe, and
 * leaves the universal/local bit as it is (addrconf_ifid_eui48 in include/net/addrconf.h). ipvlan numbers its devices from 1. Null for any other address.
 */
export function ipvlanForm(address: Uint8Array, station: Uint8Array): number | null {
  const device = middleOf(address);
  if (device === 0 || device === EUI64_MIDDLE) return null;
  return halves(address).every((byte, i) => byte === station[i]) ? device : null;
}

const middleOf = (address: Uint8Array): number => (address[IDENTIFIER + 3] << 8) | address[IDENTIFIER + 4];

/** The three bytes on each side of the middle. */
const halves = (address: Uint8Array): Uint8Array =>
  Uint8Array.from({ length: STATION_BYTES }, (_, i) => address[IDENTIFIER + (i < 3 ? i : i + 2)]);
