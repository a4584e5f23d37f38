/** What becomes of an ARP message that was recognised (headers.ts). */
import * as Cast from '../../wire/cast';
import * as Header from '../../wire/header-layout';
import { addArp } from './arp';
import { castOf } from './found';
import * as Found from './headers';
import { word } from './memory';
import { countStation } from './stations';

/** Counts the message and the stations of the frame it is in. */
export function takeResolution(found: usize, chain: u32, place: u32, time: f64, frame: f64): void {
  const ethernet = word(found, Found.Ethernet);
  countStation(chain, ethernet + Header.ETHERNET_SOURCE, true, time);
  countStation(chain, ethernet + Header.ETHERNET_DESTINATION, false, time);
  addArp(time, frame, place, chain, word(found, Found.Ip), true, ethernet, castOf(found) === Cast.Unicast);
}
