/** TCP flows of one fault, by server: what findings about connections are grouped by. */

import * as Seen from '../tally/flow-seen.ts';
import type { FlowView } from '../tally/flow-view.ts';
import { addressKey, at } from './flow-facts.ts';

/** Groups made: ports of one scanned host after another would make tens of thousands. */
const MAX_GROUPS = 4096;

/** Flows from any client to one server and port, behind the same VLANs and tunnels. */
export interface ServerGroup {
  context: number;
  protocol: number;
  server: string;
  /** Null for protocols without ports. */
  port: number | null;
  flows: number[];
  clients: Set<string>;
}

/** The end that opened the connection: the sender of a SYN, else who was sent a SYN-ACK, else the sender of the first packet. */
export const clientEnd = (view: FlowView): 0 | 1 =>
  !view.has(Seen.SynA, 0) && (view.has(Seen.SynA, 1) || view.has(Seen.SynAckA, 0)) ? 1 : 0;

/** Groups flows by server and port; those beyond MAX_GROUPS are left out. */
export function byServer(view: FlowView, flows: readonly number[], withPort = true): ServerGroup[] {
  const groups = new Map<string, ServerGroup>();
  for (const flow of flows) {
    at(view, flow);
    const server = clientEnd(view) === 0 ? 1 : 0;
    const port = withPort ? view.port(server) : null;
    const key = `${view.context} ${view.protocol} ${addressKey(view, server)} ${port}`;
    const known = groups.get(key);
    if (known === undefined && groups.size >= MAX_GROUPS) continue;
    const group = known ?? groupOf(view, server, port);
    if (known === undefined) groups.set(key, group);
    group.flows.push(flow);
    if (group.clients.size < MAX_GROUPS) group.clients.add(view.address(server === 0 ? 1 : 0));
  }
  return [...groups.values()];
}

const groupOf = (view: FlowView, server: 0 | 1, port: number | null): ServerGroup => ({
  context: view.context,
  protocol: view.protocol,
  server: view.address(server),
  port,
  flows: [],
  clients: new Set(),
});
