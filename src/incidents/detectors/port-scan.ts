/** One host asks a great many others, or ports, for connections: one SYN each, and nothing comes back. */
import { KeyTable } from '../../base/key-table.ts';
import type { FlowView } from '../../tally/flow-view.ts';
import { spanNs } from '../../tally/observations.ts';
import { and, fromAddress } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { addressKey, at } from '../flow-facts.ts';
import { firstFrames, spanOf } from '../flow-span.ts';
import { counted, seconds } from '../wording.ts';

/** Sockets that one client asks in vain without looking for them: a mesh or a monitor asks some dozens. */
const MIN_TARGETS = 100;
/** A client that wants a connection asks again after 1 second (RFC 6298 §2); in ns, with time to spare. */
const PATIENCE_NS = 3e9;
/** Clients looked at; forged source addresses are a flood, not a scan. */
const MAX_CLIENTS = 4096;
/** Chain, IP version, address. */
const CLIENT_WORDS = 3;
/** Targets told apart of one client. */
const MAX_TARGETS = 65_536;

/** What one client asked for behind one chain of VLANs and tunnels. */
interface Scan {
  flows: number[];
  addresses: Set<number>;
  ports: Set<number>;
  targets: Set<string>;
}

export const portScan: Detector = {
  id: 'port-scan',
  title: 'One host asks very many others for connections, once each',
  reference: 'RFC 9293 §3.8.1; RFC 6298 §2 (who wants a connection asks again after 1 s)',
  explain: `A host sends single SYNs to a hundred or more addresses and ports, does not ask a second time, and gets no answer: a scanner, a discovery that tries whole subnets, or malware. Who
wants to talk repeats a SYN after a second; who scans does not. Scans of hosts that refuse show as connection-refused instead. A capture filter that lets only first SYNs through
(tcp[13] == 2) makes ordinary clients look like this; therefore it is no more than information.`,
  detect: (input) =>
    [...scans(input)].filter(([, { targets }]) => targets.size >= MIN_TARGETS).map(([, scan]) => draft(input, scan)),
};

/** Clients with as many lone SYNs as a scan has targets. */
function scans(input: DetectorInput): Map<string, Scan> {
  const { view } = input.flows;
  const found = new Map<string, Scan>();
  for (const flow of ofKeenClients(view, unansweredSyns(input))) {
    const key = `${at(view, flow).context} ${addressKey(view, 0)}`;
    const scan = found.get(key) ?? { flows: [], addresses: new Set(), ports: new Set(), targets: new Set() };
    found.set(key, scan);
    add(scan, view);
  }
  return found;
}

/** Flows of one SYN that its sender had the time to repeat, where what follows would have been seen; of keen clients, and a few others. */
function unansweredSyns({ flows, observations }: DetectorInput): number[] {
  const { view } = flows;
  // A filter may have left out what follows the SYNs.
  if (observations.filter !== null) return [];
  const [, end] = spanNs(observations);
  return flows
    .keenSyns(MIN_TARGETS)
    .filter((flow) => end - at(view, flow).first >= PATIENCE_NS && !flows.unheard.has(addressKey(view, 0)));
}

/** Those of the flows whose clients have MIN_TARGETS of them: counting first keeps the lists of all other clients from being made. */
function ofKeenClients(view: FlowView, flows: readonly number[]): number[] {
  const clients = new KeyTable(CLIENT_WORDS, MAX_CLIENTS);
  const counts = new Float64Array(MAX_CLIENTS);
  const key = new Int32Array(CLIENT_WORDS);
  const rows = flows.map((flow) => {
    key[0] = at(view, flow).context;
    key[1] = Number(view.isIpv6);
    key[2] = view.addressWord(0);
    const row = clients.rowOf(key, 0);
    if (row >= 0) counts[row]++;
    return row;
  });
  return flows.filter((_, i) => rows[i] >= 0 && counts[rows[i]] >= MIN_TARGETS);
}

function add(scan: Scan, view: FlowView): void {
  scan.flows.push(view.flow);
  if (scan.targets.size >= MAX_TARGETS) return;
  scan.addresses.add(addressKey(view, 1));
  scan.ports.add(view.port(1));
  scan.targets.add(`${addressKey(view, 1)} ${view.port(1)}`);
}

function draft({ flows: { view, cut } }: DetectorInput, { flows, addresses, ports, targets }: Scan): Draft {
  const span = spanOf(view, flows);
  const client = at(view, flows[0]).address(0);
  const least = cut || targets.size >= MAX_TARGETS ? 'at least ' : '';
  const where = `${least}${addresses.size === 1 ? 'one address' : `${addresses.size} addresses`} on ${counted(ports.size, 'port')}`;
  return {
    severity: 'info',
    subject: client,
    summary: `${client} asked ${where} for connections, once each, and nothing came back.`,
    count: flows.length,
    ...span,
    confidence: 0.8,
    evidence: [
      { fact: 'single SYNs without an answer', value: flows.length, unit: 'packets', frames: firstFrames(view, flows) },
      { fact: 'addresses asked', value: addresses.size, unit: 'addresses' },
      { fact: 'ports asked', value: ports.size, unit: 'ports' },
      { fact: 'over', value: seconds(span.last - span.first), unit: 'seconds' },
    ],
    displayFilter: and(fromAddress(client), 'tcp.flags.syn == 1 && tcp.flags.ack == 0'),
    alternatives: [
      'a capture filter that lets only first SYNs through',
      'a discovery or inventory that is meant to do this',
    ],
    next: {
      where: `the host of ${client}`,
      command: `ss -tnp state syn-sent src ${client}`,
      why: 'names the process that asks',
    },
    endpoints: [client],
    context: at(view, flows[0]).context,
  };
}
