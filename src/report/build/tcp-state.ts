/** How far a TCP connection came, in one word. */
import * as Seen from '../../tally/flow-seen.ts';
import type { Direction, FlowView } from '../../tally/flow-view.ts';
import * as TcpFlag from '../../wire/tcp-flag.ts';

/**
 * refused: a reset answered the SYN; reset: a reset ended it; syn-sent: only SYNs were seen; syn-received: answered, never acknowledged; closed: both sides
 * sent FIN; closing: one did; established: the handshake was seen; open: neither its beginning nor its end was.
 */
export function tcpState(view: FlowView, a: Direction): string {
  const b: Direction = a === 0 ? 1 : 0;
  const fins = Number((view.tcpFlags(0) & TcpFlag.Fin) !== 0) + Number((view.tcpFlags(1) & TcpFlag.Fin) !== 0);
  if (view.has(Seen.Refused)) return 'refused';
  if (((view.tcpFlags(0) | view.tcpFlags(1)) & TcpFlag.Rst) !== 0) return 'reset';
  if (fins === 2) return 'closed';
  if (fins === 1) return 'closing';
  if (!view.has(Seen.SynA, a)) return 'open';
  if (!view.has(Seen.SynAckA, b)) return (view.tcpFlags(a) & TcpFlag.Ack) === 0 ? 'syn-sent' : 'established';
  return (view.tcpFlags(a) & TcpFlag.Ack) === 0 ? 'syn-received' : 'established';
}
