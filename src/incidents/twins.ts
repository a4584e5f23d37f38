/** Two hosts with one station address, as far as one capture can prove it. */

import type { ArpSpeaker } from '../tally/arp-directions.ts';
import type { SelfAnswer } from '../tally/self-answers.ts';
import * as PacketType from '../wire/packet-type.ts';
import type { DetectorInput, Fact, Severity } from './finding.ts';
import { at } from './flow-facts.ts';
import { groupBy } from './group-by.ts';
import { counted } from './wording.ts';

/** ARP messages of the other host, and packets for it that came here: one of either may be the rest of an address that has just moved. */
const MIN_ARRIVALS = 3;
const MIN_STRAYS = 3;

/** One reason to say that a station address is on two hosts. */
export interface Proof {
  station: string;
  context: number;
  severity: Severity;
  confidence: number;
  /** What happened, as a clause. */
  how: string;
  /** False when something else than a second host may be behind it. */
  sure: boolean;
  count: number;
  first: number;
  last: number;
  facts: Fact[];
}

/** Tests for a duplicate address that were answered from the tester's own station. */
export function selfAnswered({ observations }: DetectorInput): Proof[] {
  const answers = observations.tallies.control.selfAnswers.list();
  const same = groupBy(answers, ({ context, station, address }) => `${context} ${station} ${address}`);
  // On several devices of one computer it is one answer on its way.
  return [...same.values()].map((places) =>
    answerProof(places.reduce((a, b) => (b.answers.count > a.answers.count ? b : a))),
  );
}

function answerProof({ station, context, address, tests, firstTestFrame, answers }: SelfAnswer): Proof {
  const { count, first, last, firstFrame, lastFrame } = answers;
  return {
    station,
    context,
    severity: 'warning',
    confidence: 0.8,
    how: `tested whether ${address} is free and was answered from its own address`,
    sure: true,
    count,
    first,
    last,
    facts: [
      { fact: `tests of ${address} by ${station}`, value: tests, unit: 'tests', frames: [firstTestFrame] },
      { fact: 'of them answered by the same station', value: count, unit: 'answers', frames: [firstFrame, lastFrame] },
    ],
  };
}

/**
 * Where this computer's own station comes in from outside, for an address that never leaves here, and packets for that address come here too. Pods of one ipvlan
 * master hear one another with their own station address as well, but never get packets for another's IP address.
 */
export function strays(input: DetectorInput): Proof[] {
  const speakers = input.observations.tallies.control.arpDirections.list();
  const own = speakers.filter(({ outgoing }) => outgoing);
  const stations = new Set(own.map(({ place, station }) => `${place} ${station}`));
  const addresses = new Set(own.map(({ station, address }) => `${station} ${address}`));
  const foreign = speakers.filter(
    ({ place, station, address, frames }) =>
      frames >= MIN_ARRIVALS && stations.has(`${place} ${station}`) && !addresses.has(`${station} ${address}`),
  );
  if (foreign.length === 0) return [];
  const received = misdelivered(input, new Set(foreign.map(({ address }) => address)));
  return foreign.flatMap((speaker) => {
    const packets = received.get(`${speaker.place} ${speaker.address}`);
    return packets === undefined || packets.count < MIN_STRAYS ? [] : [strayProof(speaker, packets)];
  });
}

/** Packets that came in for these addresses as if they were this computer's, by place and address; addresses that it sends from are left out. */
function misdelivered({ observations, flows: { view } }: DetectorInput, sought: ReadonlySet<string>) {
  const received = new Map<string, { count: number; frame: number }>();
  const sent = new Set<string>();
  for (let flow = 0; flow < observations.tallies.flows.size; flow++) {
    for (const direction of [0, 1] as const) {
      if (at(view, flow).packets(direction) === 0) continue;
      const to = view.address(direction === 0 ? 1 : 0);
      if (view.cookedType(direction) === PacketType.FromUs) sent.add(view.address(direction));
      if (view.cookedType(direction) !== PacketType.ToUs || !sought.has(to)) continue;
      const key = `${view.place(direction)} ${to}`;
      const known = received.get(key) ?? { count: 0, frame: direction === 0 ? view.firstFrame : view.firstFrameB };
      received.set(key, { ...known, count: known.count + view.packets(direction) });
    }
  }
  for (const key of received.keys()) if (sent.has(key.slice(key.indexOf(' ') + 1))) received.delete(key);
  return received;
}

function strayProof(speaker: ArpSpeaker, packets: { count: number; frame: number }): Proof {
  const { station, address, frames, first, last, firstFrame, lastFrame } = speaker;
  return {
    station,
    context: 0,
    severity: 'error',
    confidence: 0.9,
    how: `comes in from outside for ${address} although this computer sends from it, and ${counted(packets.count, 'packet')} for ${address} came here`,
    sure: true,
    count: frames,
    first,
    last,
    facts: [
      {
        fact: `ARP for ${address} that came in from outside with the station of this computer`,
        value: frames,
        unit: 'packets',
        frames: [firstFrame, lastFrame],
      },
      {
        fact: `packets for ${address} that came to this computer`,
        value: packets.count,
        unit: 'packets',
        frames: [packets.frame],
      },
    ],
  };
}
