/** SYNs that had to be sent again. */
import * as Trouble from '../../tally/trouble-layout.ts';
import { inChain } from '../chain-text.ts';
import { and, hasAddress } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { at } from '../flow-facts.ts';
import { troubleFrames } from '../flow-span.ts';
import { earliest, latest, sumOf } from '../group-by.ts';
import { byServer, clientEnd, type ServerGroup } from '../tcp-groups.ts';
import { counted, listed, socket } from '../wording.ts';

/** Servers listed one by one. */
const MAX_SERVERS = 16;
/** A SYN-ACK again sooner than this is a copy at another place; timers wait a second (RFC 6298 §2), 200 ms at least; in ns. */
const COPY_NS = 100e6;
/** Below this a single lost packet explains it. */
const MIN_RETRANSMISSIONS = 2;

export const synRetransmission: Detector = {
  id: 'syn-retransmission',
  title: 'Connection attempts are repeated',
  reference: 'RFC 6298 §2, §5 (1 s, doubled each time)',
  explain: `The first packet of a connection, or its answer, had to be sent again: each costs a second or more before the connection opens. When nothing ever comes back
(unanswered-flow) the attempts are dropped; when the connection opens after the second try, packets are lost, the server's backlog is full, or the first packet waits for
an ARP answer or a conntrack entry (the well-known one, three and five second delays).
Copies of one SYN on several interfaces of a capture are not counted.`,
  detect: (input) => {
    const { view, synsResent } = input.flows;
    const repeated = synsResent.filter((flow) => synsOf(input, flow) > 0);
    const groups = byServer(view, repeated);
    return (groups.length > MAX_SERVERS ? byServer(view, repeated, false) : groups)
      .filter((group) => sumOf(group.flows, (flow) => synsOf(input, flow)) >= MIN_RETRANSMISSIONS)
      .map((group) => draft(input, group));
  },
};

function synsOf({ flows }: DetectorInput, flow: number): number {
  const view = at(flows.view, flow);
  const client = clientEnd(view);
  const answers = view.trouble(Trouble.SynRetransmissionsA, client === 0 ? 1 : 0);
  const copies = view.troubleDouble(Trouble.FirstRetransmissionTime) - view.synAckTime < COPY_NS;
  return view.trouble(Trouble.SynRetransmissionsA, client) + (copies ? 0 : answers);
}

function draft(input: DetectorInput, group: ServerGroup): Draft {
  const { view } = input.flows;
  const { server, port, context } = group;
  const clients = [...group.clients];
  const count = sumOf(group.flows, (flow) => synsOf(input, flow));
  const opened = group.flows.filter((flow) => at(view, flow).packets(clientEnd(view) === 0 ? 1 : 0) > 0).length;
  const target = port === null ? server : socket(server, port);
  return {
    severity: 'warning',
    subject: target,
    summary: `${counted(count, 'SYN')} to or from ${target} had to be sent again${inChain(input.observations, context)}; ${opened} of ${counted(group.flows.length, 'attempt')} got an answer.`,
    count,
    first: earliest(group.flows.map((flow) => at(view, flow).troubleDouble(Trouble.FirstRetransmissionTime))),
    last: latest(group.flows.map((flow) => at(view, flow).troubleDouble(Trouble.LastRetransmissionTime))),
    confidence: 0.95,
    evidence: [
      {
        fact: 'SYNs sent again',
        value: count,
        unit: 'packets',
        frames: troubleFrames(view, group.flows, Trouble.FirstRetransmission),
      },
      { fact: 'attempts that got an answer', value: opened, unit: 'flows' },
      { fact: 'clients', value: listed(clients) },
    ],
    displayFilter: and(
      hasAddress(server),
      port === null ? '' : `tcp.port == ${port}`,
      'tcp.flags.syn == 1 && tcp.analysis.retransmission',
    ),
    alternatives: ['the server is overloaded or its backlog is full'],
    next: {
      where: `the host or pod of ${server}`,
      command: 'nstat -az TcpExtListenDrops TcpExtListenOverflows TcpRetransSegs',
      why: 'growing numbers mean a full backlog; else packets are lost on the way',
    },
    endpoints: [server, ...clients.slice(0, 4), ...(port === null ? [] : [`port ${port}`])],
    context,
  };
}
