/** DHCP messages (RFC 2131 §2, options: RFC 2132): addresses and stations mapped, names and identifiers replaced, everything else emptied. */
import * as dhcp from '../../wire/dhcp.ts';
import { type Layer, type Rewrite, replaceText, type Tools } from './layer.ts';

/** ciaddr, yiaddr, siaddr, giaddr follow each other. */
const ADDRESSES = 12;
const ADDRESS_COUNT = 4;
const HARDWARE_LENGTH = 2;
const STATION_BYTES = 6;
/** Server's and file's name, to the magic cookie. */
const NAMES = 44;
const COOKIE = 236;
const OPTIONS = 240;
const PAD = 0;
const END = 255;
const OPTION_HEADER = 2;
/** Options of numbers: mask, time offset, MTU, times, overload, type, parameter list, sizes, rapid commit. */
const NUMBERS = [1, 2, 26, 51, 52, 53, 55, 57, 58, 59, 80];
/** Options of addresses: routers, time and name servers, broadcast, requested address, server. */
const ADDRESS_OPTIONS = [3, 4, 5, 6, 28, 42, 44, 50, 54];
/** Options of text: host and domain name, vendor class. */
const TEXTS = [12, 15, 60];
const CLIENT_ID = 61;
/** Hardware type of a client identifier that is a station. */
const ETHERNET = 1;

export const dhcpPart: Rewrite = (layer, tools) => {
  const { bytes, at, end } = layer;
  tools.addresses.replaceIpv4(bytes, at + ADDRESSES, end, ADDRESS_COUNT);
  hardware(layer, tools);
  bytes.fill(0, Math.min(at + NAMES, end), Math.min(at + COOKIE, end));
  let option = at + OPTIONS;
  while (option + OPTION_HEADER <= end && bytes[option] !== END) {
    const following = bytes[option] === PAD ? option + 1 : option + OPTION_HEADER + bytes[option + 1];
    if (following > end) {
      bytes.fill(0, option + OPTION_HEADER, end);
      return end;
    }
    if (bytes[option] !== PAD) rewriteOption(bytes, tools, option, following);
    option = following;
  }
  return Math.min(bytes[option] === END ? option + 1 : option, end);
};

/** The whole field of 16 bytes, of which the first are used. */
function hardware({ bytes, at, end }: Layer, { addresses }: Tools): void {
  const first = at + dhcp.CHADDR;
  const length = bytes[at + HARDWARE_LENGTH];
  const done = length === STATION_BYTES ? addresses.replaceStation(bytes, first, end) : first;
  bytes.fill(0, done, Math.min(at + NAMES, end));
}

/** What is not known becomes padding. */
function rewriteOption(bytes: Uint8Array, tools: Tools, option: number, end: number): void {
  const code = bytes[option];
  const data = option + OPTION_HEADER;
  if (NUMBERS.includes(code)) return;
  if (ADDRESS_OPTIONS.includes(code)) tools.addresses.replaceIpv4(bytes, data, end, end - data);
  else if (TEXTS.includes(code)) replaceText(tools, bytes, data, end);
  else if (code === CLIENT_ID) clientId(bytes, tools, data, end);
  else bytes.fill(PAD, option, end);
}

/** Clients that share an identifier go on sharing it. */
function clientId(bytes: Uint8Array, tools: Tools, data: number, end: number): void {
  if (end - data === STATION_BYTES + 1 && bytes[data] === ETHERNET)
    tools.addresses.replaceStation(bytes, data + 1, end);
  else tools.replaceBytes(bytes, data + 1, end);
}
