/** Requests that are never answered: SYNs sent again, pings without replies. */
import * as Entry from '../../tally/flow-entry-layout.ts';
import type { FlowTable } from '../../tally/flow-table.ts';
import type { FlowView } from '../../tally/flow-view.ts';
import { type Observations, spanNs } from '../../tally/observations.ts';
import * as Trouble from '../../tally/trouble-layout.ts';
import { withoutAnswers } from '../answered-elsewhere.ts';
import { inChain } from '../chain-text.ts';
import { and, fromAddress, MAX_ALTERNATIVES, or, toAddress } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft, Fact } from '../finding.ts';
import { addressKey, at } from '../flow-facts.ts';
import { firstFrames, spanOf } from '../flow-span.ts';
import { sumOf } from '../group-by.ts';
import { ECHO_REQUEST, ECHO_REQUEST_6, ICMP, ICMPV6, TCP } from '../ip-numbers.ts';
import { once } from '../once.ts';
import { byServer, type ServerGroup } from '../tcp-groups.ts';
import { counted, listed, seconds, socket } from '../wording.ts';

/** A SYN sent again proves that its sender heard nothing; the first alone may be answered out of this capture's sight. */
const MIN_SYNS = 2;
/** Pings without a reply: one or two are lost while the route or the neighbour is found. */
const MIN_ECHOES = 3;
/** A reply may still be on its way at the end of a capture; an unanswered second counts as a loss (RFC 6298 §2), in ns. */
const PATIENCE_NS = 1e9;
/** Servers listed one by one; a client that reaches none of many has a problem of its own. */
const MAX_SERVERS = 16;
/** Of the first word of a direction's stations: the destination is a group (IEEE 802.3 §3.2.3). */
const GROUP_BIT = 0x01000000;

export const unansweredFlow: Detector = {
  id: 'unanswered-flow',
  title: 'Requests that are never answered',
  reference: 'RFC 9293 §3.8.1; RFC 6298 §2 (a SYN is sent again after 1, 2, 4 … s); RFC 792',
  explain: `A connection is asked for again and again (SYN after 1, 2, 4 seconds), or pings go out, and nothing comes back: no answer, no reset, no ICMP error. Something on the way
drops silently: a NetworkPolicy or firewall, a missing route back, rp_filter, a security group, a node port that is not open. Or the answer takes a way that does not
pass this capture; therefore a SYN counts only when its sender repeats it, pings only when the capture goes on for a second, and senders that are seen to acknowledge packets
which the capture does not hold are left out.
Compare with a capture at the other end: is the request there? If so, look at the way back.`,
  explains: ['syn-retransmission'],
  detect: (input) => {
    const open = openRequests(input);
    const groups = byServer(input.flows.view, open);
    const many = groups.length > MAX_SERVERS;
    return (many ? byServer(input.flows.view, open, false) : groups).map((group) => draft(input, group));
  },
};

/** Flows of requests that nobody answered, by ICMP neither. */
export const openRequests = once((input): readonly number[] => {
  const rejected = new Set(input.icmpErrors.map(({ source, destination }) => `${source} ${destination}`));
  const { view, askedAgain } = input.flows;
  const [, end] = spanNs(input.observations);
  return withoutAnswers(
    input,
    askedAgain.filter((flow) => isRequest(at(view, flow), end) && isUnanswered(input, view, rejected)),
  );
});

function isUnanswered({ flows, observations }: DetectorInput, view: FlowView, rejected: ReadonlySet<string>): boolean {
  if (flows.unheard.has(addressKey(view, 0)) || toGroup(observations.tallies.flows, view)) return false;
  return rejected.size === 0 || !rejected.has(`${view.address(0)} ${view.address(1)}`);
}

/** Somebody asked in vain before the capture's `end`: a SYN was sent again, or the first of the pings had time to be answered. */
function isRequest(view: FlowView, end: number): boolean {
  if (view.protocol === TCP) return view.trouble(Trouble.SynRetransmissionsA) + 1 >= MIN_SYNS;
  const echo = view.protocol === ICMP ? ECHO_REQUEST : view.protocol === ICMPV6 ? ECHO_REQUEST_6 : -1;
  return view.port(0) === echo && sent(view) >= MIN_ECHOES && !(end - view.first < PATIENCE_NS);
}

/** Requests sent; those that a mirror or a loop shows again are the same. Nothing came back, so all copies are theirs. */
const sent = (view: FlowView): number => view.packets(0) - view.trouble(Trouble.DuplicatesHere);

/** IPv4 multicast and broadcast, IPv6 multicast: nobody has to answer. */
function toGroup({ words, ipv6 }: FlowTable, view: FlowView): boolean {
  const address = view.addressWord(1);
  if (view.isIpv6) return ipv6.word(address, 0) >>> 24 === 0xff;
  return address >>> 28 >= 0xe || (words[view.flow * Entry.WORDS + Entry.StationsA] & GROUP_BIT) !== 0;
}

/** True when any packet to the sender passed here: then its answers would have passed as well. A SYN sent again needs no such proof. */
function hears({ hosts }: Observations, view: FlowView): boolean {
  const row = hosts.addresses.table.find(Int32Array.of(view.isIpv6 ? 6 : 4, view.addressWord(0)), 0);
  return row >= 0 && hosts.addresses.framesReceived[row] > 0;
}

function draft({ observations, flows }: DetectorInput, group: ServerGroup): Draft {
  const { view } = flows;
  const { server, port, context, protocol } = group;
  const clients = [...group.clients];
  const packets = sumOf(group.flows, (flow) => sent(at(view, flow)));
  const forwarded = sumOf(group.flows, (flow) => at(view, flow).trouble(Trouble.DuplicatesElsewhere));
  const tcp = protocol === TCP;
  const proven = tcp || group.flows.some((flow) => hears(observations, at(view, flow)));
  const target = tcp && port !== null ? socket(server, port) : server;
  return {
    severity: proven ? 'error' : 'warning',
    subject: `${clients.length === 1 ? clients[0] : `${clients.length} clients`} → ${target}${tcp ? '' : ' (ping)'}`,
    summary: `${listed(clients)} sent ${counted(packets, tcp ? 'SYN' : 'ping')} to ${target}${inChain(observations, context)} and nothing came back.`,
    count: packets,
    ...spanOf(view, group.flows),
    confidence: !proven ? 0.65 : forwarded > 0 || packets > MIN_ECHOES ? 0.9 : 0.8,
    evidence: evidence(view, group),
    displayFilter: and(
      or(clients.map(fromAddress)),
      toAddress(server),
      ...(tcp ? synFilter(view, group) : ['(icmp || icmpv6)']),
    ),
    alternatives: ['the answers take a way that does not pass this capture', 'the server is switched off'],
    next: {
      where: `the host of ${server}`,
      command: `tcpdump -ni any host ${clients[0]} and host ${server}`,
      why: 'shows whether the request arrives; if it does, the answer is lost on the way back (route, rp_filter, policy), else the request is',
    },
    endpoints: [...clients.slice(0, 4), server, ...(tcp && port !== null ? [`port ${port}`] : [])],
    context,
  };
}

/** Parts of the filter: the SYNs, and of few attempts their ports, because the others between the two may have been answered. */
function synFilter(view: FlowView, { flows, port }: ServerGroup): string[] {
  const sources = [...new Set(flows.map((flow) => at(view, flow).port(0)))];
  return [
    port === null ? '' : `tcp.dstport == ${port}`,
    sources.length > MAX_ALTERNATIVES ? '' : or(sources.map((source) => `tcp.srcport == ${source}`)),
    'tcp.flags.syn == 1',
  ];
}

function evidence(view: FlowView, { flows, protocol }: ServerGroup): Fact[] {
  const { first, last } = spanOf(view, flows);
  const forwarded = sumOf(flows, (flow) => at(view, flow).trouble(Trouble.DuplicatesElsewhere));
  return [
    {
      fact: protocol === TCP ? 'SYNs without an answer' : 'echo requests without a reply',
      value: sumOf(flows, (flow) => sent(at(view, flow))),
      unit: 'packets',
      frames: firstFrames(view, flows),
    },
    { fact: 'attempts', value: flows.length, unit: 'flows' },
    { fact: 'over', value: seconds(last - first), unit: 'seconds' },
    ...(forwarded > 0
      ? [{ fact: 'of them seen to leave by another interface', value: forwarded, unit: 'packets' }]
      : []),
  ];
}
