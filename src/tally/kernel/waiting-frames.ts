/**
 * ARP messages and frames to groups wait until there are some of them, copied. What they are counted in are tables with keys (key-table.ts) of any size; the rows of all
 * that wait are loaded first, so that cache misses overlap as in flows.ts. Nothing that the host reads of these tables, or adds to them, comes before `settle` (index.ts).
 */
import * as Cast from '../../wire/cast';
import * as Header from '../../wire/header-layout';
import * as Layout from '../kernel-layout';
import { loadRows } from './ahead';
import { addArp, foreseeArp } from './arp';
import { castAt } from './found';
import { addGroupFrame, foreseeSender, frameHash, INCOMPARABLE } from './group-frames';
import * as Found from './headers';
import { double, setDouble, setWord, word } from './memory';
import { countStation, foreseeStation } from './stations';

/** Fields of a frame that waits: doubles, then words; where its message begins behind its Ethernet header, 0 for none, 1 when it is counted as sent to a group, with its hash; and the bytes that are read of it. */
const TIME = 0;
const FRAME = 1;
const CHAIN = 4;
const PLACE = 5;
const MESSAGE = 6;
const TO_GROUP = 7;
const HASH = 8;
const BYTES: usize = 40;
const STATIONS: usize = Header.ETHERNET_TYPE;
/** What is read of a frame: its stations, and ARP in whatever header. */
const COPIED: usize = Header.ETHERNET_LENGTH + Header.TAG_LENGTH + Header.ARP_LENGTH;
/** Bytes copied at a time; the place for the last ones has room behind it. */
const PIECE: usize = 8;

let waiting: u32 = 0;

/** Keeps the frame whose headers were found and which ends at `end`: an ARP message, a frame to a group, or both. */
export function keepFrame(
  found: usize,
  end: usize,
  chain: u32,
  place: u32,
  time: f64,
  frame: f64,
  message: bool,
  toGroup: bool,
): void {
  const at = frameAt(waiting);
  const ethernet = word(found, Found.Ethernet);
  const length = message ? COPIED : STATIONS;
  setDouble(at, TIME, time);
  setDouble(at, FRAME, frame);
  setWord(at, CHAIN, chain);
  setWord(at, PLACE, place);
  setWord(at, MESSAGE, message ? word(found, Found.Ip) - <u32>ethernet : 0);
  setWord(at, TO_GROUP, toGroup ? 1 : 0);
  setWord(at, HASH, toGroup ? frameHash(ethernet + Header.ETHERNET_SOURCE, ethernet + STATIONS, end) : INCOMPARABLE);
  for (let i: usize = 0; i < length; i += PIECE) store<u64>(at + BYTES + i, load<u64>(ethernet + i));
  if (++waiting === Layout.FRAMES_WAITING) settle();
}

/** Counts the frames that wait. */
export function settle(): void {
  const count = waiting;
  waiting = 0;
  for (let i: u32 = 0; i < count; i++) foresee(frameAt(i));
  loadRows();
  for (let i: u32 = 0; i < count; i++) take(frameAt(i));
}

function frameAt(i: u32): usize {
  return Layout.WAITING + i * Layout.WAITING_BYTES;
}

/** Says which rows the frame will be counted in. */
function foresee(at: usize): void {
  const chain = word(at, CHAIN);
  const place = word(at, PLACE);
  const ethernet = at + BYTES;
  const source = ethernet + Header.ETHERNET_SOURCE;
  if (word(at, TO_GROUP) !== 0) foreseeSender(place, source);
  if (word(at, MESSAGE) === 0) return;
  foreseeStation(chain, source);
  if (castAt(ethernet) === Cast.Unicast) foreseeStation(chain, ethernet + Header.ETHERNET_DESTINATION);
  foreseeArp(place, chain, ethernet + word(at, MESSAGE));
}

function take(at: usize): void {
  const time = double(at, TIME);
  const frame = double(at, FRAME);
  const place = word(at, PLACE);
  const ethernet = at + BYTES;
  const message = word(at, MESSAGE);
  if (message !== 0) {
    const chain = word(at, CHAIN);
    countStation(chain, ethernet + Header.ETHERNET_SOURCE, true, time);
    countStation(chain, ethernet + Header.ETHERNET_DESTINATION, false, time);
    addArp(time, frame, place, chain, ethernet + message, true, <i32>ethernet, castAt(ethernet) === Cast.Unicast);
  }
  if (word(at, TO_GROUP) === 0) return;
  addGroupFrame(time, frame, place, ethernet + Header.ETHERNET_SOURCE, word(at, HASH), message !== 0);
}
