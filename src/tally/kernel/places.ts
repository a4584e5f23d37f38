/** Places as rows and flows name them (`Row.Place`): which one a direction is at, and which are one because a rotated capture goes on there (../places.ts). */
import * as Entry from '../flow-entry-layout';
import * as Layout from '../kernel-layout';
import { setWord, word } from './memory';

/** The place's number; the cooked packet type is above. */
const NUMBER: u32 = 0xfff;

/** `Row.Place` of the last counted packet of a direction. */
export function placeOf(flow: usize, direction: i32): u32 {
  return (word(flow, Entry.Places) >>> (16 * direction)) & 0xffff;
}

/** A direction goes on at another place: in the next of several rotated captures, or over another path. */
export function goOn(flow: usize, direction: i32, place: u32): void {
  const shift = 16 * direction;
  setWord(flow, Entry.Places, (word(flow, Entry.Places) & (<u32>0xffff0000 >>> shift)) | (place << shift));
}

/** True for one place, and for two of which one continues the other. */
export function isSamePlace(one: u32, other: u32): bool {
  return one === other || beginning(one) === beginning(other);
}

/** The first of the places that continue one another: what is counted by place goes on in the next file of a rotated capture. */
export function beginning(place: u32): u32 {
  const continued = <u32>load<u16>(Layout.CONTINUED + ((place & NUMBER) << 1));
  return continued === 0 ? place : (place & ~NUMBER) | (continued - 1);
}
