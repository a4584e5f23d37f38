/** A tunnel's outer header: what carries the network inside. */
import type { Scene } from '../scene.ts';
import type { Reading, Signal } from '../signal.ts';
import type { VantageId } from '../verdict.ts';
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

const TUNNELS = ['vxlan', 'geneve', 'ipip', 'wireguard', 'gre'];
// Seen, not inferred.
const SEEN = 90;
// Two overlay captures in three are taken where the tunnel shows.
const UNSEEN = -5;
/** Places where frames are before they enter a tunnel or after they left it. */
const INSIDE: ReadonlySet<VantageId> = new Set(['pod', 'bridge', 'tunnel']);
// There no tunnel is to be expected: all that counts is that captures of overlays are taken there a little less often than others, one in three against one in two.
const UNSEEN_INSIDE = -2;

function weigh({ tunnel, vantage }: Scene): Reading[] {
  if (tunnel === null) {
    const weight = INSIDE.has(vantage.id) ? UNSEEN_INSIDE : UNSEEN;
    const weights = Object.fromEntries(TUNNELS.map((mode) => [`${mode}/*`, weight]));
    return [{ statement: 'no encapsulation around these frames', weights, frames: [] }];
  }
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
