/** A reset answers the SYN. */
import * as Trouble from '../../tally/trouble-layout.ts';
import { inChain } from '../chain-text.ts';
import { and, hasAddress } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { spanOf, troubleFrames } from '../flow-span.ts';
import { byServer, type ServerGroup } from '../tcp-groups.ts';
import { counted, listed, socket } from '../wording.ts';

/** Ports of one host refused: a program knows which port it wants, a scan tries them all. */
const SCANNED_PORTS = 20;

export const connectionRefused: Detector = {
  id: 'connection-refused',
  title: 'Connections are refused',
  reference: 'RFC 9293 §3.5.2 (a reset answers a SYN to a closed port)',
  explain: `The server's computer is reached and answers, but with a reset: nothing listens on that port, or a firewall rejects with tcp-reset. In Kubernetes: a Service whose
targetPort is wrong, a container that listens on 127.0.0.1 only, a pod that is not ready, or a NetworkPolicy implementation that rejects instead of dropping.
The network is fine: addresses, routes and MTU carried the question and the answer. A connection that is reset after it was opened is tcp-reset.`,
  detect: (input) => {
    const groups = byServer(input.flows.view, input.flows.refused);
    const ports = new Map<string, number>();
    for (const { server } of groups) ports.set(server, (ports.get(server) ?? 0) + 1);
    const scanned = (server: string): boolean => (ports.get(server) ?? 0) > SCANNED_PORTS;
    const single = groups.filter(({ server }) => !scanned(server)).map((group) => draft(input, group));
    const hosts = byServer(input.flows.view, input.flows.refused, false).filter(({ server }) => scanned(server));
    return [...single, ...hosts.map((group) => ({ ...draft(input, group), severity: 'info' as const }))];
  },
};

function draft({ observations, flows }: DetectorInput, group: ServerGroup): Draft {
  const { view } = flows;
  const { server, port, context } = group;
  const clients = [...group.clients];
  const target = port === null ? server : socket(server, port);
  return {
    severity: 'warning',
    subject: target,
    summary: `${target} refused ${counted(group.flows.length, 'connection')} from ${listed(clients)}${inChain(observations, context)}.`,
    count: group.flows.length,
    ...spanOf(view, group.flows),
    confidence: 0.97,
    evidence: [
      {
        fact: 'SYNs answered by a reset',
        value: group.flows.length,
        unit: 'connections',
        frames: troubleFrames(view, group.flows, Trouble.FirstReset),
      },
      { fact: 'clients', value: listed(clients) },
    ],
    displayFilter: and(
      hasAddress(server),
      port === null ? 'tcp.flags.reset == 1' : `tcp.port == ${port} && (tcp.flags.syn == 1 || tcp.flags.reset == 1)`,
    ),
    alternatives: [
      'a scan or a health check of something that is not meant to run',
      'a firewall that rejects with a reset',
    ],
    next: {
      where: `the host or pod of ${server}`,
      command: port === null ? 'ss -ltnp' : `ss -ltnp 'sport = :${port}'`,
      why: 'shows whether anything listens, and on which address',
    },
    endpoints: [server, ...(port === null ? [] : [`port ${port}`])],
    context,
  };
}
