/** Pods that nothing from outside reaches while a card beside them is answered about the same address, in the network of a cloud or hypervisor. */
import { formatIpv4, ipv4Word } from '../base/addresses.ts';
import { formatStation } from '../tally/station-text.ts';
import type { ArpQuestion } from './arp-questions.ts';
import { cloudOfCard, cloudOfGateway, METADATA } from './clouds.ts';
import { isUnanswered } from './detectors/arp-unanswered.ts';
import { lostReplies } from './detectors/reply-lost.ts';
import { openRequests } from './detectors/unanswered-flow.ts';
import type { DetectorInput } from './finding.ts';
import { at } from './flow-facts.ts';
import { isPodStation, sourceOf, stationNumber } from './flow-stations.ts';
import { groupBy } from './group-by.ts';
import { Hearing, listen } from './hearing.ts';

/** One pod that asks for one neighbour may ask for its own node, which macvlan keeps apart. */
const MIN_STATIONS = 2;

/** The card that is answered. */
export interface Control {
  station: string;
  /** The address that answers it, and not the pods. */
  target: string;
  frame: number;
  /** `VMware`, `AWS` …, and what says so. */
  cloud: string;
  sign: string;
}

export interface MutedPods {
  context: number;
  /** What they asked for in vain: addresses that answer the card. */
  questions: ArpQuestion[];
  /** Other requests of theirs that nobody answered. */
  flows: number[];
  stations: string[];
  control: Control;
  /** Why those who do not answer are surely not the pods' own node; null when nothing says so. */
  apart: string | null;
}

/** One for each network in which it happens to every pod station. */
export function mutedPods(input: DetectorInput): MutedPods[] {
  const pleas = input.questions.filter((question) => isUnanswered(question) && isPodStation(numberOf(question)));
  if (pleas.length === 0) return [];
  const groups = [...groupBy(pleas, ({ context }) => `${context}`).values()];
  const networks = new Map(groups.map((group) => [group[0].context, new Hearing(group.map(({ target }) => target))]));
  listen(input, networks);
  const known = knowledgeOf(input);
  return groups.flatMap((pleas) => {
    const hearing = networks.get(pleas[0].context)!;
    const control = controlOf(hearing);
    if (control === null) return [];
    const network = { hearing, pleas, control };
    return isPodStation(stationNumber(control.station)) ? besideLikes(input, network) : besideCard(known, network);
  });
}

/** Pods that ask in vain behind one chain of VLANs and tunnels. */
interface Network {
  hearing: Hearing;
  pleas: readonly ArpQuestion[];
  control: Control;
}

/** What is known once for all networks. */
interface Knowledge {
  /** By chain: flows of requests that nobody answered, with their source stations. */
  open: ReadonlyMap<number, readonly { flow: number; station: number }[]>;
  /** Stations that the capturing computer itself sends from. */
  own: ReadonlySet<string>;
  /** Askers whose answers are seen to leave and never arrive, by the address that answers. */
  lost: ReadonlyMap<string, string>;
}

function knowledgeOf(input: DetectorInput): Knowledge {
  const { flows, control } = input.observations.tallies;
  const open = new Map<number, { flow: number; station: number }[]>();
  for (const flow of openRequests(input)) {
    const { context } = at(input.flows.view, flow);
    const known = open.get(context) ?? [];
    open.set(context, known);
    known.push({ flow, station: sourceOf(flows, flow, 0) });
  }
  const speakers = control.arpDirections.list().filter(({ outgoing }) => outgoing);
  return {
    open,
    own: new Set(speakers.map(({ station }) => station)),
    lost: new Map(lostReplies(input).map(({ context, target, asker }) => [`${context} ${target}`, asker])),
  };
}

/** Cards that stand out from pods: then all pods of the network are known, and none may be reached. */
function besideCard(known: Knowledge, { hearing, pleas, control }: Network): MutedPods[] {
  if (hearing.reached.size > 0) return [];
  const [{ context }] = pleas;
  const open = (known.open.get(context) ?? []).filter(({ station }) => hearing.isPod(station));
  const questions = pleas.filter(({ target }) => hearing.answered.has(ipv4Word(target)));
  const senders = open.map(({ station }) => textOf(station));
  const stations = [...new Set([...questions.map(({ station }) => station), ...senders])];
  const apart = apartness(known, hearing, questions, control);
  if (apart === null && stations.length < MIN_STATIONS) return [];
  return [{ context, questions, flows: open.map(({ flow }) => flow), stations, control, apart }];
}

/** Cards whose addresses look like those of pods (AWS): only who asks in vain, and never gets a frame, is a pod for certain. */
function besideLikes({ observations: { hosts } }: DetectorInput, { hearing, pleas, control }: Network): MutedPods[] {
  const isDeaf = (question: ArpQuestion): boolean => {
    const station = numberOf(question);
    const key = Int32Array.of(question.context, Math.floor(station / 2 ** 32), station | 0);
    const row = hosts.stations.table.find(key, 0);
    return row < 0 || hosts.stations.received[row] === 0;
  };
  const questions = pleas.filter((question) => hearing.answered.has(ipv4Word(question.target)) && isDeaf(question));
  if (questions.length === 0) return [];
  const stations = [...new Set(questions.map(({ station }) => station))];
  const apart = 'such a network delivers to each card its own frames only';
  return [{ context: questions[0].context, questions, flows: [], stations, control, apart }];
}

/** A card that one of the addresses answers, when something says whose network it is. */
function controlOf(hearing: Hearing): Control | null {
  const gateway = [...hearing.owners].map(textOf).find((owner) => cloudOfGateway(owner) !== null) ?? null;
  for (const [address, stations] of hearing.answered) {
    for (const [number, frame] of stations) {
      const found = signOf(hearing, number, gateway);
      if (found !== null) return { station: textOf(number), target: formatIpv4(address >>> 0), frame, ...found };
    }
  }
  return null;
}

function signOf(hearing: Hearing, number: number, gateway: string | null): Pick<Control, 'cloud' | 'sign'> | null {
  const station = textOf(number);
  const card = cloudOfCard(station);
  if (card !== null) return { cloud: card, sign: `${station} is a card of ${card}` };
  if (hearing.jumbo.has(number)) return { cloud: 'AWS', sign: `${station} has the MTU of AWS, 9001` };
  if (hearing.served.has(number)) return { cloud: 'a cloud', sign: `the metadata service ${METADATA} answers it` };
  if (gateway === null || isPodStation(number)) return null;
  return { cloud: 'Azure', sign: `${gateway} is the gateway of an Azure network` };
}

/** What shows that the pods' own node, from which macvlan keeps them apart, is none or not the only one that does not answer them. */
function apartness(
  { own, lost }: Knowledge,
  { owners, routers }: Hearing,
  questions: readonly ArpQuestion[],
  { station, target }: Control,
): string | null {
  if (own.has(station)) return `${station} is this computer's own`;
  if ([...owners].some((owner) => routers.has(owner))) return `${target} is a router`;
  if (owners.size > 1) return `${owners.size} stations do not answer them`;
  const heard = questions.map(({ context, asker }) => lost.get(`${context} ${asker}`)).find((asker) => asker);
  return heard === undefined ? null : `they answer questions of ${heard}, in vain`;
}

const numberOf = ({ station }: ArpQuestion): number => stationNumber(station);
const textOf = (station: number): string => formatStation(Math.floor(station / 2 ** 32), station | 0) ?? '';
