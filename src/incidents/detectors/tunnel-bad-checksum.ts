/** Tunnel packets that the receiver throws away: the outer UDP checksum is wrong, what is inside is right. */
import type { FlowView } from '../../tally/flow-view.ts';
import * as Trouble from '../../tally/trouble-layout.ts';
import type { BadSums } from '../../tally/tunnel-checksums.ts';
import { and, fromAddress, toAddress } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { at } from '../flow-facts.ts';
import { earliest, groupBy, latest, sumOf } from '../group-by.ts';
import { ACK, TCP } from '../ip-numbers.ts';
import { type TunnelRow, tunnelRow } from '../tunnel-rows.ts';
import { counted, listed } from '../wording.ts';
import { openRequests } from './unanswered-flow.ts';

/** Fewer wrong sums may be damage on the way: Ethernet's own check finds nearly all of it, and repetition mends the rest. */
const MIN_BAD = 3;
/** Conversations inside that are named. */
const MAX_SHOWN = 4;

export const tunnelBadChecksum: Detector = {
  id: 'tunnel-bad-checksum',
  title: 'Tunnel packets arrive with a wrong UDP checksum',
  reference:
    'RFC 768; RFC 7348 §5; flannel-io/flannel#1279, #1863; Linux: Documentation/networking/checksum-offloads.rst (LCO)',
  explain: `The outer UDP checksum of VXLAN or Geneve packets is wrong, neither zero nor left for a network card to finish, while the inner packet is right, and the conversations inside repeat
themselves: the receiver throws the packets away without a word. Known causes: a network card or hypervisor (vmxnet3 and others) that computes the sums of encapsulated packets wrongly,
and kernels that rewrite the outer port of service traffic by masquerading. Typical: pods on one node talk, pods on two nodes do not, or only by service addresses.
Told from checksum offload: the sending computer's own capture holds sums of the pseudo-header alone, or inner ones that are unfinished; neither counts here. A sample of each tunnel
is looked at (what opens a connection, pings, and some of the rest), and nothing is said when a conversation that began with such a packet goes on.
Cure: switch the offload off on the tunnel device of the sending node (ethtool -K flannel.1 tx-checksum-ip-generic off), or update the kernel.`,
  explains: ['tunnel-one-way', 'unanswered-flow', 'syn-retransmission', 'tcp-retransmission'],
  detect: (input) => {
    const rows = [...input.observations.tallies.tunnels.checksums.bad];
    const tunnels = rows.map(([row, sums]) => ({ row, sums, ...tunnelRow(input.observations, row) }));
    const groups = groupBy(
      tunnels,
      ({ name, port, source, destination }) => `${name} ${port} ${source} ${destination}`,
    );
    const paths = [...groups.values()]
      .filter((path) => sumOf(path, ({ sums }) => sums.frames.length) >= MIN_BAD)
      .map((tunnel): BadPath => ({ tunnel, failing: [], thriving: 0 }));
    if (paths.length > 0) addConversations(input, paths);
    return paths
      .filter(({ failing, thriving }) => failing.length > 0 && thriving === 0)
      .map((path) => draft(input, path));
  },
};

/** A row of the tunnel tally with its wrong sums. */
interface BadTunnel extends TunnelRow {
  row: number;
  sums: BadSums;
}

/** One direction between two VTEPs, and the conversations inside that began, in either direction, with a wrong sum. */
interface BadPath {
  tunnel: readonly BadTunnel[];
  /** Inner flows that repeat themselves or stay unanswered. */
  failing: number[];
  /** How many go on. */
  thriving: number;
}

function addConversations(input: DetectorInput, paths: readonly BadPath[]): void {
  const { view } = input.flows;
  const open = new Set(openRequests(input));
  const begun = new Map<number, BadPath>();
  for (const path of paths) for (const { sums } of path.tunnel) for (const frame of sums.frames) begun.set(frame, path);
  for (let flow = 0; flow < input.observations.tallies.flows.size; flow++) {
    if (!at(view, flow).isInner) continue;
    const there = begun.get(view.firstFrame);
    const path = there ?? (view.packets(1) > 0 ? begun.get(view.firstFrameB) : undefined);
    if (path === undefined) continue;
    const direction = there === undefined ? 1 : 0;
    if (open.has(flow) || repeatsItself(view, direction)) path.failing.push(flow);
    else if (arrives(view, direction)) path.thriving++;
  }
}

const repeatsItself = (view: FlowView, direction: 0 | 1): boolean =>
  view.trouble(Trouble.SynRetransmissionsA, direction) + view.trouble(Trouble.RetransmissionsA, direction) > 0;

/** True when what went in this direction was heard: a request was answered, or an answer acknowledged. Pings and datagrams do not acknowledge. */
function arrives(view: FlowView, direction: 0 | 1): boolean {
  if (direction === 0) return view.packets(1) > 0;
  return view.protocol === TCP && (view.tcpFlags(0) & ACK) !== 0;
}

function draft(input: DetectorInput, { tunnel, failing }: BadPath): Draft {
  const { checksums } = input.observations.tallies.tunnels;
  const [{ name, port, source, destination }] = tunnel;
  const bad = sumOf(tunnel, ({ sums }) => sums.seen.count);
  const checked = sumOf(tunnel, ({ row }) => checksums.checked[row]);
  const { view } = input.flows;
  const inside = failing.map((flow) => `${at(view, flow).address(0)} → ${view.address(1)}`);
  return {
    severity: 'error',
    subject: `${source} → ${destination}`,
    summary: `${counted(bad, `${name} packet`)} of ${checked} looked at from ${source} to ${destination} have a wrong outer UDP checksum, and what they carry is sent again and again: ${listed([...new Set(inside)])}.`,
    count: bad,
    first: earliest(tunnel.map(({ sums }) => sums.seen.first)),
    last: latest(tunnel.map(({ sums }) => sums.seen.last)),
    confidence: 0.85,
    evidence: [
      {
        fact: 'outer UDP checksums that are wrong while the inner packet is right',
        value: bad,
        unit: 'packets',
        frames: tunnel.flatMap(({ sums }) => sums.frames),
      },
      { fact: 'packets looked at', value: checked, unit: 'packets' },
      {
        fact: 'conversations inside that began with one and repeat themselves',
        value: failing.length,
        unit: 'flows',
        frames: failing.slice(0, MAX_SHOWN).map((flow) => at(view, flow).firstFrame),
      },
      { fact: 'conversations inside that began with one and go on', value: 0, unit: 'flows' },
    ],
    displayFilter: and(fromAddress(source), toAddress(destination), `udp.dstport == ${port}`),
    alternatives: [
      'a tool that changed the outer addresses of the capture without mending the checksums',
      'a policy that drops what is inside, and a network card that leaves its sums in a way of its own',
    ],
    next: {
      where: `the node ${source}`,
      command: `ip -br link show type ${name}; ethtool -k flannel.1 | grep tx-checksum`,
      why: 'with the name of its tunnel device; if ethtool -K … tx-checksum-ip-generic off cures it, the network card computes wrong sums (Wireshark checks them with -o udp.check_checksum:TRUE)',
    },
    endpoints: [source, destination, ...new Set(inside.slice(0, MAX_SHOWN).flatMap((pair) => pair.split(' → ')))],
  };
}
