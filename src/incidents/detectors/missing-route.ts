/** Packets come in by one interface, leave by another, and nobody ever answers. */

import type { FlowView } from '../../tally/flow-view.ts';
import { allInterfaces, type Observations, placeName } from '../../tally/observations.ts';
import * as Trouble from '../../tally/trouble-layout.ts';
import * as PacketType from '../../wire/packet-type.ts';
import { aliveAddresses } from '../alive-addresses.ts';
import { and, hasAddress, toAddress } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { at } from '../flow-facts.ts';
import { firstFrames, spanOf, troubleFrames } from '../flow-span.ts';
import { groupBy, sumOf } from '../group-by.ts';
import { counted, listed } from '../wording.ts';
import { openRequests } from './unanswered-flow.ts';

/** Names that mean themselves in any shell. */
const DEVICE = /^\w[\w.-]*$/;

export const missingRoute: Detector = {
  id: 'missing-route',
  title: 'A router passes packets on to where nobody answers',
  reference: 'Cilium: native routing; RFC 1812 §5.2.4',
  explain: `In a capture of all devices of a router or node, packets come in by one interface, leave by another with a TTL one lower, and no answer ever returns. Most often the
router has no route to the pod network and uses its default route, so the packets leave by the wrong interface (native routing without pod routes on the fabric: eth1 in, eth0
out). It may also be that the next hop drops them, or that the way back is missing there. A target that is seen to be alive, by an answer to anybody or by its own ARP, has a
route: then its silence is told by unanswered-flow alone. So has one whose packets are seen to leave in a tunnel; what becomes of them there, tunnel-one-way tells.`,
  explains: ['unanswered-flow'],
  detect: (input) => {
    const { view } = input.flows;
    const open = openRequests(input);
    const forwarded = open.filter(
      (flow) => at(view, flow).cookedType(0) === PacketType.ToUs && view.trouble(Trouble.DuplicatesElsewhere) > 0,
    );
    if (forwarded.length === 0) return [];
    const alive = aliveAddresses(input.observations);
    const tunnelled = new Set(open.filter((flow) => at(view, flow).isInner).map((flow) => endsOf(at(view, flow))));
    const lost = forwarded.filter(
      (flow) =>
        !alive(at(view, flow).isIpv6 ? 6 : 4, view.addressWord(1)) && (view.isInner || !tunnelled.has(endsOf(view))),
    );
    return [...groupBy(lost, (flow) => `${at(view, flow).context} ${view.address(1)}`).values()].map((flows) =>
      draft(input, flows),
    );
  },
};

const endsOf = (view: FlowView): string => `${view.address(0)} ${view.address(1)}`;

function draft({ observations, flows: { view } }: DetectorInput, flows: readonly number[]): Draft {
  const { context } = at(view, flows[0]);
  const target = view.address(1);
  const sources = [...new Set(flows.map((flow) => at(view, flow).address(0)))];
  const place = at(view, flows[0]).place(0);
  const into = placeName(observations, place);
  const device = deviceOf(observations, place);
  const copies = sumOf(flows, (flow) => at(view, flow).trouble(Trouble.DuplicatesElsewhere));
  const packets = sumOf(flows, (flow) => at(view, flow).packets(0));
  return {
    severity: 'error',
    subject: target,
    summary: `${counted(packets, 'packet')} of ${listed(sources)} to ${target} came in by ${into}, were passed on, and were never answered.`,
    count: packets,
    ...spanOf(view, flows),
    confidence: 0.7,
    evidence: [
      {
        fact: `packets in by ${into}`,
        value: packets,
        unit: 'packets',
        frames: firstFrames(view, flows),
      },
      {
        fact: 'the same packets seen to leave',
        value: copies,
        unit: 'packets',
        frames: troubleFrames(view, flows, Trouble.FirstDuplicate),
      },
      { fact: 'answers', value: 0, unit: 'packets' },
    ],
    displayFilter: and(toAddress(target), sources.length === 1 ? hasAddress(sources[0]) : ''),
    alternatives: ['the right way, but the target drops the packets or has no way back'],
    next: {
      where: 'this router',
      command: `ip route get ${target} from ${sources[0]} iif ${device.name}`,
      why: `names the interface it chooses${device.hint}; the default route means that the route to the pod network is missing`,
    },
    endpoints: [target, ...sources.slice(0, 4)],
    context,
  };
}

/** A device as `ip` takes it. Captures of all devices know them by their numbers only: then a word to put the name for, and how to find it. */
function deviceOf(observations: Observations, place: number): { name: string; hint: string } {
  const { interface: index, interfaceIndex } = observations.tallies.places.list[place];
  const { name } = allInterfaces(observations)[index].facts;
  if (interfaceIndex > 0) return { name: 'IFACE', hint: ` (IFACE: device ${interfaceIndex} of ip link)` };
  const known = name !== null && name !== 'any' && DEVICE.test(name);
  return known ? { name, hint: '' } : { name: 'IFACE', hint: ' (IFACE: the device they came in by)' };
}
