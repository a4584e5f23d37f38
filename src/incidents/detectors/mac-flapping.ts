/** One station address that comes in by one port and by another in turns. */

import type { StationMove } from '../../tally/group-frames.ts';
import { placeName } from '../../tally/observations.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';

/** Changes of port: a pod or host that moves makes one, a way back makes two. */
const MIN_MOVES = 3;

export const macFlapping: Detector = {
  id: 'mac-flapping',
  title: 'One MAC address comes in by two ports in turns',
  reference: 'IEEE 802.1Q §8.7 (learning)',
  explain: `Frames with one source address come in by one port, then by another, then by the first again. The bridge learns the address anew each time and sends frames for it
to the wrong port in between. Causes: two machines with one address (cloned virtual machines, a static MAC given twice, ipvlan or VF setups that copy the parent's), or a bond with
the wrong mode at the other end. A single move is a migration and not reported; nor is a frame that comes in by both ports, now by one first and now by the other: the ports of an
active-backup bond both hear what the switch floods, and a loop is told by l2-loop. Seen only where the capture names the port: on all
devices (-i any) of the computer that switches.`,
  detect: (input) => input.moves.filter(isFlapping).map((move) => draft(input, move)),
};

/** True for a station that changed its port too often for a move. */
export const isFlapping = ({ moves }: StationMove): boolean => moves >= MIN_MOVES;

function draft(
  { observations }: DetectorInput,
  { station, moves, places, frames, first, last, firstFrame, lastFrame }: StationMove,
): Draft {
  const ports = places.map((place) => placeName(observations, place));
  return {
    severity: 'error',
    subject: station,
    summary: `${station} came in by ${ports.join(' and ')} in turns, changing ${moves} times.`,
    count: moves,
    first,
    last,
    confidence: 0.9,
    evidence: [
      { fact: 'changes of port', value: moves, unit: 'changes', frames: [firstFrame, lastFrame] },
      { fact: 'group frames that came in', value: frames, unit: 'frames' },
      { fact: 'ports', value: ports.join(', ') },
    ],
    displayFilter: `sll.src.eth == ${station} && sll.pkttype != 4`,
    alternatives: ['a bond or multi-homed host that sends by both links on purpose', 'a loop behind one of the ports'],
    next: {
      where: 'the switching computer',
      command: `bridge fdb show | grep -i ${station}; bridge monitor fdb`,
      why: 'shows the port change each time one of the two speaks',
    },
    endpoints: [station],
  };
}
