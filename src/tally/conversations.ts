/**
 * Chains of VLANs and tunnels as far as both directions of a conversation share them. A tunnel's identifier may be the sender's own: Cilium's VNI is the identity
 * of the sending pod, Weave's names the two peers in their order. An answer is therefore looked for behind the same tags and kinds of tunnels, whatever the ids.
 */
import type { Contexts } from '../wire/contexts.ts';
import type { Packet } from '../wire/packet.ts';
import * as Protocol from '../wire/protocol.ts';

export class Conversations {
  /** By chain; 0 for those not met yet. */
  private known = new Int32Array(64);
  private readonly byKinds = new Map<string, number>();

  /** A number that a question and its answer have in common. */
  of({ contexts, context }: Packet): number {
    return this.ofChain(contexts, context);
  }

  /** The same of a chain. */
  ofChain(contexts: Contexts, context: number): number {
    const number = context < this.known.length ? this.known[context] : 0;
    return number !== 0 ? number : this.learn(contexts, context);
  }

  private learn(contexts: Contexts, context: number): number {
    const links = contexts.chain(context);
    const kinds = links.map(({ kind, id }) => (kind === Protocol.Vlan ? `${kind}:${id}` : `${kind}`)).join(' ');
    const number = this.byKinds.get(kinds) ?? this.byKinds.size + 1;
    this.byKinds.set(kinds, number);
    if (context >= this.known.length) this.grow(context);
    this.known[context] = number;
    return number;
  }

  private grow(context: number): void {
    const longer = new Int32Array(Math.max(this.known.length * 2, context + 1));
    longer.set(this.known);
    this.known = longer;
  }
}
