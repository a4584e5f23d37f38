/**
 * The straight way for the frames that captures are full of: those whose headers are plain (headers.ts) and whose payload nothing further is read of, or a tunnel
 * with such a frame inside (tunnels.ts). A frame is taken wholly, or refused as if nothing had happened, and takes the walk over the headers (wire/registry.ts).
 * test/tally/plain-frames.test.ts holds one against the other.
 */
import * as Cast from '../../wire/cast';
import * as Header from '../../wire/header-layout';
import * as Protocol from '../../wire/protocol';
import * as Bucket from '../bucket-layout';
import * as Layout from '../kernel-layout';
import { addFound, castOf, countFrame, shapeOf } from './found';
import * as Found from './headers';
import * as Host from './host';
import { countLane } from './lanes';
import { add, u16At, word } from './memory';
import { takeTunnel } from './tunnels';
import { keepFrame } from './waiting-frames';

/**
 * Takes records `from` … `end` of the batch as long as they are plain frames whose times lie in [`start`, `stop`), and answers the first that is not; what they add to the
 * bucket of the timeline is in `Layout.RUN`. `delta` leads from the capture's buffer to this memory; record i is frame `frame` + i.
 */
export function takeRun(from: u32, end: u32, delta: i32, frame: f64, start: f64, stop: f64): u32 {
  memory.fill(Layout.RUN, 0, Bucket.COLUMNS << 3);
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
  if (carries === Protocol.None) return false;
  const cast = castOf(Layout.OUTER);
  const inside = take(carries, cast, i, wireLength, place, time, frame);
  if (inside === Protocol.None) return false;
  add(Layout.CAPTURED_BY_INTERFACE + (iface << 3), last - first);
  const row = (iface * Layout.CASTS + cast) << 3;
  add(Layout.FRAMES_BY_INTERFACE + row, 1);
  add(Layout.ORIGINAL_BY_INTERFACE + row, wireLength);
  countRun(inside, cast, wireLength);
  return true;
}

/** Counts record `i`, whose outer headers were recognised, and answers the innermost protocol that was; None, and nothing has happened, when what they carry is not plain. */
function take(carries: u32, cast: u32, i: u32, wireLength: u32, place: u32, time: f64, frame: f64): u32 {
  const tag = word(Layout.OUTER, Found.Tag);
  const chain = tag === 0 ? 0 : chainOf(tag - 1);
  if (tag !== 0 && chain === 0) return Protocol.None;
  if (carries === Protocol.Vxlan || carries === Protocol.Geneve)
    return cast === Cast.Unicast ? takeTunnel(carries, chain, i, wireLength, place, time, frame) : Protocol.None;
  if (carries !== Protocol.Arp) addFound(Layout.OUTER, chain, 0, time, frame, wireLength, place);
  if (carries === Protocol.Arp || cast !== Cast.Unicast)
    keepFrame(Layout.OUTER, endOf(carries), chain, place, time, frame, carries === Protocol.Arp, cast !== Cast.Unicast);
  countFrame(shapeOf(Layout.OUTER, carries), chain, cast, wireLength);
  countLane(place, chain);
  return carries;
}

/** A datagram ends where its own header says. */
function endOf(carries: u32): usize {
  const transport = word(Layout.OUTER, Found.Transport);
  if (carries === Protocol.Udp) return transport + u16At(transport + Header.UDP_LENGTH_FIELD);
  return word(Layout.OUTER, Found.End);
}

/** `inside`: the innermost protocol. */
function countRun(inside: u32, cast: u32, wireLength: u32): void {
  add(Layout.RUN + (Bucket.Frames << 3), 1);
  add(Layout.RUN + (Bucket.Bytes << 3), wireLength);
  if (cast !== Cast.Unicast) add(Layout.RUN + (cast << 3), 1);
  if (inside === Protocol.Arp) add(Layout.RUN + (Bucket.Arp << 3), 1);
}

/** 0 when it has no number yet and can get none. */
function chainOf(vlan: u32): u32 {
  const at: usize = Layout.VLAN_CHAINS + (vlan << 2);
  if (load<u32>(at) === 0) store<u32>(at, Host.vlanChain(vlan));
  return load<u32>(at);
}
