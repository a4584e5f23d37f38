/** Who was heard to speak for the addresses that somebody declared: by ARP, and as the source of packets. */

import { formatIpv4 } from '../base/addresses.ts';
import { CLAIM_WORDS } from '../tally/arp.ts';
import { type Direction, FlowView } from '../tally/flow-view.ts';
import type { Observations } from '../tally/observations.ts';
import { formatStation } from '../tally/station-text.ts';
import { addressKey, at } from './flow-facts.ts';

/** TTLs that hosts begin with (Linux 64, Windows 128, routers 255): a packet that still has one was not routed. */
const INITIAL_TTLS = [64, 128, 255];
/** Flows and claims looked at, and voices kept: declarations name some thousand addresses. */
const MAX_LOOKED_AT = 2 ** 20;
const MAX_VOICES = 2 ** 14;

/** One station that spoke for one address behind one chain of VLANs and tunnels. */
export interface Voice {
  ip: string;
  mac: string;
  context: number;
  /** It claimed the address by ARP replies or announcements; requests do not count, as kernels ask with any of their addresses. */
  byArp: boolean;
  /** It is the address's own station or wants to be: not a router that passes packets on. */
  onLink: boolean;
  frames: number;
  first: number;
  last: number;
  firstFrame: number;
  /** Places where its packets were first seen. */
  places: Set<number>;
}

/** All voices for addresses that matter. */
export function listVoices(observations: Observations, matters: (ip: string) => boolean): Voice[] {
  const voices = new Voices(matters);
  addClaims(observations, voices);
  const view = new FlowView(observations.tallies.flows);
  const flows = Math.min(observations.tallies.flows.size, MAX_LOOKED_AT);
  for (let flow = 0; flow < flows; flow++) {
    for (const direction of [0, 1] as const) {
      if (at(view, flow).packets(direction) > 0) addFlow(view, direction, voices);
    }
  }
  return voices.list;
}

class Voices {
  readonly list: Voice[] = [];
  private readonly byKey = new Map<string, Voice>();
  /** Texts by address key; null for addresses that do not matter. */
  private readonly texts = new Map<number, string | null>();
  private readonly matters: (ip: string) => boolean;

  constructor(matters: (ip: string) => boolean) {
    this.matters = matters;
  }

  /** The address as text, when it matters. */
  text(key: number, format: () => string): string | null {
    const known = this.texts.get(key);
    if (known !== undefined) return known;
    const text = format();
    const found = this.matters(text) ? text : null;
    this.texts.set(key, found);
    return found;
  }

  add(heard: Voice): void {
    const key = `${heard.context} ${heard.ip} ${heard.mac}`;
    const known = this.byKey.get(key);
    if (known === undefined) {
      if (this.list.length >= MAX_VOICES) return;
      this.byKey.set(key, heard);
      this.list.push(heard);
      return;
    }
    known.byArp ||= heard.byArp;
    known.onLink ||= heard.onLink;
    known.frames += heard.frames;
    if (heard.first < known.first) known.first = heard.first;
    if (heard.last > known.last) known.last = heard.last;
    for (const place of heard.places) known.places.add(place);
  }
}

function addClaims({ tallies }: Observations, voices: Voices): void {
  const { claims } = tallies.control.arp;
  for (let row = 0; row < Math.min(claims.size, MAX_LOOKED_AT); row++) {
    const [context, address, high, low] = claims.table.keys.subarray(row * CLAIM_WORDS, (row + 1) * CLAIM_WORDS);
    const ip = voices.text(address >>> 0, () => formatIpv4(address >>> 0));
    const mac = formatStation(high, low);
    if (ip === null || mac === null) continue;
    const { frames, first, last, firstFrame } = claims;
    const { claimReplies, claimGratuitous } = tallies.control.arp;
    voices.add({
      ip,
      mac,
      context,
      byArp: claimReplies[row] + claimGratuitous[row] > 0,
      onLink: true,
      frames: frames[row],
      first: first[row],
      last: last[row],
      firstFrame: firstFrame[row],
      places: new Set(),
    });
  }
}

function addFlow(view: FlowView, direction: Direction, voices: Voices): void {
  const ip = voices.text(addressKey(view, direction), () => view.address(direction));
  const mac = ip === null ? null : view.source(direction);
  if (ip === null || mac === null) return;
  voices.add({
    ip,
    mac,
    context: view.context,
    byArp: false,
    onLink: INITIAL_TTLS.includes(view.ttl(direction)),
    frames: view.packets(direction),
    first: direction === 0 ? view.first : view.firstB,
    last: view.last,
    firstFrame: direction === 0 ? view.firstFrame : view.firstFrameB,
    places: new Set([view.place(direction)]),
  });
}
