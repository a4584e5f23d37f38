/** Encapsulated packets go one way between two nodes and nothing comes back. */
import { and, fromAddress, toAddress } from '../display-filter.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { at } from '../flow-facts.ts';
import { earliest, latest } from '../group-by.ts';
import { TCP } from '../ip-numbers.ts';
import { type TunnelRow, tunnelRow } from '../tunnel-rows.ts';
import { counted } from '../wording.ts';
import { openRequests } from './unanswered-flow.ts';

/** A handshake's repetitions: fewer packets may simply not be answered yet. */
const MIN_FRAMES = 3;

export const tunnelOneWay: Detector = {
  id: 'tunnel-one-way',
  title: 'A tunnel carries packets one way only',
  reference: 'flannel-io/flannel#423, k3s-io/k3s#8348 (hypervisors that take port 8472 for themselves)',
  explain: `One node sends encapsulated packets to another, connections inside them are asked for again and again, and no encapsulated packet ever returns, though this capture sees
other packets between the two or to the sender. Something between the nodes drops the tunnel: a security group without its UDP port, a hypervisor that uses port 8472 itself (VMware NSX), IP
protocol 4 or 47 blocked by a cloud, or a checksum fault that the receiver throws away. Without repeated questions inside nothing is said: traffic may be one-way by nature.`,
  explains: ['unanswered-flow', 'syn-retransmission'],
  detect: (input) => {
    const questions = openRequests(input).filter(
      (flow) => at(input.flows.view, flow).isInner && input.flows.view.protocol === TCP,
    );
    if (questions.length === 0) return [];
    const paths = [...tunnelPaths(input).values()];
    const turned = new Set(paths.map(({ source, destination }) => `${destination} ${source}`));
    return paths
      .filter(({ source, destination, frames }) => frames >= MIN_FRAMES && !turned.has(`${source} ${destination}`))
      .map((path) => draft(input, path, questions));
  },
};

interface TunnelPath extends TunnelRow {
  frames: number;
  first: number;
  last: number;
  firstFrame: number;
  lastFrame: number;
}

/** Tunnels by their two ends, whatever the identifiers; each direction apart. */
function tunnelPaths({ observations }: DetectorInput): Map<string, TunnelPath> {
  const { sightings } = observations.tallies.tunnels;
  const paths = new Map<string, TunnelPath>();
  for (let row = 0; row < sightings.size; row++) {
    const ends = tunnelRow(observations, row);
    const { source, destination } = ends;
    const known = paths.get(`${source} ${destination}`);
    paths.set(`${source} ${destination}`, {
      ...ends,
      frames: (known?.frames ?? 0) + sightings.frames[row],
      first: earliest([known?.first ?? Number.NaN, sightings.first[row]]),
      last: latest([known?.last ?? Number.NaN, sightings.last[row]]),
      firstFrame: known?.firstFrame ?? sightings.firstFrame[row],
      lastFrame: sightings.lastFrame[row],
    });
  }
  return paths;
}

function draft({ flows: { view } }: DetectorInput, path: TunnelPath, questions: readonly number[]): Draft {
  const { name, port, source, destination, frames, first, last, firstFrame, lastFrame } = path;
  const inside = [...new Set(questions.map((flow) => `${at(view, flow).address(0)} → ${view.address(1)}`))];
  return {
    severity: 'warning',
    subject: `${source} → ${destination}`,
    summary: `${counted(frames, `${name} packet`)} went from ${source} to ${destination} and none came back, while connections inside were asked for again and again.`,
    count: frames,
    first,
    last,
    confidence: 0.7,
    evidence: [
      { fact: `${name} packets sent`, value: frames, unit: 'packets', frames: [firstFrame, lastFrame] },
      { fact: `${name} packets back`, value: 0, unit: 'packets' },
      {
        fact: 'connections inside without an answer',
        value: questions.length,
        unit: 'flows',
        frames: questions.slice(0, 5).map((flow) => at(view, flow).firstFrame),
      },
      { fact: 'between', value: inside[0] },
    ],
    displayFilter: and(fromAddress(source), toAddress(destination), port > 0 ? `udp.dstport == ${port}` : ''),
    alternatives: ['a policy at the target that drops inside the tunnel', 'the way back does not pass this capture'],
    next: {
      where: `the node ${destination}`,
      command: port > 0 ? `tcpdump -ni any udp port ${port} and host ${source}` : `tcpdump -ni any host ${source}`,
      why: 'shows whether the tunnel’s packets arrive at all',
    },
    endpoints: [source, destination, ...inside.flatMap((pair) => pair.split(' → ')).slice(0, 8)],
  };
}
