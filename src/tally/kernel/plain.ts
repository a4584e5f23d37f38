/**
 * The straight way for the frames that captures are full of: those to one station whose headers are plain (headers.ts) and whose payload nothing further is read of, or a tunnel
 * with such a frame inside (tunnels.ts). A frame is taken wholly, or refused as if nothing had happened, and takes the walk over the headers (wire/registry.ts).
 * test/tally/plain-frames.test.ts holds one against the other.
 */
import * as Cast from '../../wire/cast';
import * as Protocol from '../../wire/protocol';
import * as Layout from '../kernel-layout';
import { add, addFound, castOf, countFrame, shapeOf } from './found';
import * as Found from './headers';
import * as Host from './host';
import { countLane } from './lanes';
import { word } from './memory';
import { takeTunnel } from './tunnels';

/** Of the last run: bytes on the wire. */
let original: f64 = 0;

export function runOriginal(): f64 {
  return original;
}

/**
 * Takes records `from` … `end` of the batch as long as they are plain frames whose times lie in [`start`, `stop`), and answers the first that is not. `delta`
 * leads from the capture's buffer to this memory; record i is frame `frame` + i.
 */
export function takeRun(from: u32, end: u32, delta: i32, frame: f64, start: f64, stop: f64): u32 {
  original = 0;
  let i = from;
  for (; i < end; i++) {
    const time = load<f64>(Layout.TIMES + (i << 3));
    if (!(time >= start && time < stop) || !takeRecord(i, delta, time, frame + i)) break;
  }
  return i;
}

function takeRecord(i: u32, delta: i32, time: f64, frame: f64): bool {
  const first = load<u32>(Layout.STARTS + (i << 2));
  const last = load<u32>(Layout.ENDS + (i << 2));
  const wireLength = load<u32>(Layout.WIRE_LENGTHS + (i << 2));
  const iface = load<u32>(Layout.INTERFACES + (i << 2));
  if (last - first < wireLength || iface >= <u32>Layout.INTERFACES_KNOWN) return false;
  const place = load<u32>(Layout.PLACES + (iface << 2));
  if (place >= <u32>Layout.REFUSED) return false;
  const carries = Found.recognise(Layout.OUTER, first + delta, last + delta);
  if (carries === Protocol.None || castOf(Layout.OUTER) !== Cast.Unicast) return false;
  if (!take(carries, i, wireLength, place, time, frame)) return false;
  add(Layout.FRAMES_BY_INTERFACE + (iface << 3), 1);
  add(Layout.CAPTURED_BY_INTERFACE + (iface << 3), last - first);
  add(Layout.ORIGINAL_BY_INTERFACE + (iface << 3), wireLength);
  original += wireLength;
  return true;
}

/** Counts record `i`, whose outer headers were recognised; false, and nothing has happened, when what they carry is not plain. */
function take(carries: u32, i: u32, wireLength: u32, place: u32, time: f64, frame: f64): bool {
  const tag = word(Layout.OUTER, Found.Tag);
  const chain = tag === 0 ? 0 : chainOf(tag - 1);
  if (tag !== 0 && chain === 0) return false;
  if (carries !== Protocol.Tcp && carries !== Protocol.Udp)
    return takeTunnel(carries, chain, i, wireLength, place, time, frame);
  addFound(Layout.OUTER, chain, 0, time, frame, wireLength, place);
  countFrame(shapeOf(Layout.OUTER), chain, Cast.Unicast, wireLength);
  countLane(place, chain);
  return true;
}

/** 0 when it has no number yet and can get none. */
function chainOf(vlan: u32): u32 {
  const at: usize = Layout.VLAN_CHAINS + (vlan << 2);
  if (load<u32>(at) === 0) store<u32>(at, Host.vlanChain(vlan));
  return load<u32>(at);
}
