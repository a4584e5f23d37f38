/** Headers that were cut or broken, by protocol and kind. */
import { FAULT_KINDS, type Packet } from '../wire/packet.ts';
import { MAX_PROTOCOLS } from '../wire/protocol-id.ts';

export class FaultTally {
  private readonly counts = new Float64Array(MAX_PROTOCOLS * FAULT_KINDS);
  private readonly firstFrames = new Float64Array(MAX_PROTOCOLS * FAULT_KINDS);

  /** Counts the fault that ended the packet's walk, under the protocol whose header it was found in. */
  add(packet: Packet): void {
    const at = packet.protocols[packet.count - 1] * FAULT_KINDS + packet.fault;
    if (this.counts[at]++ === 0) this.firstFrames[at] = packet.frame;
  }

  /** Protocol id, fault code, frames and first frame of each that occurred. */
  list(): { protocol: number; fault: number; frames: number; firstFrame: number }[] {
    return Array.from(this.counts, (frames, at) => ({
      protocol: Math.floor(at / FAULT_KINDS),
      fault: at % FAULT_KINDS,
      frames,
      firstFrame: this.firstFrames[at],
    })).filter(({ frames }) => frames > 0);
  }
}
