/** A tunnel's outer header: what carries the network inside. */
import type { Scene } from '../scene.ts';
import type { Reading, Signal } from '../signal.ts';
import { counted } from '../wording.ts';

export const tunnelHeader = {
  id: 'tunnel-header',
  title: 'Encapsulation on the wire',
  reference: 'RFC 7348 (VXLAN), RFC 8926 (Geneve), RFC 2003 (IP in IP), RFC 2784 (GRE), WireGuard whitepaper §5.4',
  explain:
    'The frames themselves show the encapsulation, whatever is inside; on an uplink, on a router between the nodes or in a capture on all devices. Who runs the tunnel is another ' +
    'question: see the other tunnel signals.',
  undiscounted: true,
  weigh,
} satisfies Signal;

// Seen, not inferred.
const SEEN = 90;
// Two overlay captures in three are taken where the tunnel shows.
const UNSEEN: Record<string, number> = { 'vxlan/*': -5, 'geneve/*': -5, 'ipip/*': -5, 'wireguard/*': -5, 'gre/*': -5 };

function weigh({ tunnel }: Scene): Reading[] {
  if (tunnel === null) return [{ statement: 'no encapsulation around these frames', weights: UNSEEN, frames: [] }];
  const { type, port, frames, sampleFrames } = tunnel;
  const where = port === 0 ? '' : ` on UDP ${port}`;
  return [
    {
      statement: `${counted(frames, 'frame')} of ${type}${where}`,
      weights: { [`${type}/*`]: SEEN },
      frames: sampleFrames,
    },
  ];
}
