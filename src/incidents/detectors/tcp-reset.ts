/** Connections that are cut by a reset after they were opened. */

import * as Seen from '../../tally/flow-seen.ts';
import type { FlowView } from '../../tally/flow-view.ts';
import * as Trouble from '../../tally/trouble-layout.ts';
import { inChain } from '../chain-text.ts';
import { and, hasAddress } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { at } from '../flow-facts.ts';
import { troubleFrames } from '../flow-span.ts';
import { earliest, latest } from '../group-by.ts';
import { FIN } from '../ip-numbers.ts';
import { byServer, clientEnd, type ServerGroup } from '../tcp-groups.ts';
import { counted, listed, socket } from '../wording.ts';

/** Fewer than this are programs that end in a hurry. */
const MIN_CONNECTIONS = 3;

export const tcpReset: Detector = {
  id: 'tcp-reset',
  title: 'Open connections are reset',
  reference: 'RFC 9293 §3.5.2, §3.10.7',
  explain: `Connections that were open end with a reset instead of FIN from both sides. The side that sends it had data it would not take, lost its state (restart, conntrack or NAT
timeout, failover to a machine that does not know the connection), or a middlebox cut it. A reset after FIN is how many programs close and is left out; a reset as answer to the
SYN is connection-refused. Compare the TTL of the reset with that of the data: another TTL means that a middlebox sent it.`,
  detect: (input) => {
    const { view, reset } = input.flows;
    const cut = reset.filter((flow) => isCut(at(view, flow)));
    return byServer(view, cut)
      .filter(({ flows }) => flows.length >= MIN_CONNECTIONS)
      .map((group) => draft(input, group));
  },
};

function isCut(view: FlowView): boolean {
  const resets = view.trouble(Trouble.ResetsA, 0) + view.trouble(Trouble.ResetsA, 1);
  const closing = ((view.tcpFlags(0) | view.tcpFlags(1)) & FIN) !== 0;
  return resets > 0 && !closing && !view.has(Seen.Refused) && view.packets(0) > 1 && view.packets(1) > 1;
}

function draft({ observations, flows: { view } }: DetectorInput, group: ServerGroup): Draft {
  const { server, port, context, flows } = group;
  const clients = [...group.clients];
  const byServerSide = flows.filter(
    (flow) => at(view, flow).trouble(Trouble.ResetsA, clientEnd(view) === 0 ? 1 : 0) > 0,
  ).length;
  const target = socket(server, port ?? 0);
  return {
    severity: 'warning',
    subject: target,
    summary: `${counted(flows.length, 'open connection')} of ${listed(clients)} to ${target} ended with a reset${inChain(observations, context)}.`,
    count: flows.length,
    first: earliest(flows.map((flow) => at(view, flow).troubleDouble(Trouble.FirstResetTime))),
    last: latest(flows.map((flow) => at(view, flow).troubleDouble(Trouble.LastResetTime))),
    confidence: 0.7,
    evidence: [
      {
        fact: 'open connections that were reset',
        value: flows.length,
        unit: 'connections',
        frames: troubleFrames(view, flows, Trouble.FirstReset),
      },
      { fact: 'of them by the server’s side', value: byServerSide, unit: 'connections' },
      { fact: 'clients', value: listed(clients) },
    ],
    displayFilter: and(hasAddress(server), `tcp.port == ${port}`, 'tcp.flags.reset == 1'),
    alternatives: ['programs that end connections this way, such as load balancers’ health checks'],
    next: {
      where: `the host or pod of ${server}`,
      command: 'nstat -az TcpExtTCPAbortOnData TcpExtTCPAbortOnClose TcpExtTCPAbortOnTimeout',
      why: 'tells whether its own kernel sent the resets; else something in between did',
    },
    endpoints: [server, ...clients.slice(0, 4), `port ${port}`],
    context,
  };
}
