/** Chains of VLANs and tunnels around a packet, each with a small number: the part of a flow's key that keeps equal 5-tuples in two VNIs apart. */
import * as Protocol from './protocol.ts';
import type { ProtocolId } from './protocol-id.ts';

/** Distinct chains; Cilium's identities stay below 65,536 by default. Beyond it, chains share OVERFLOW and totals stay exact. */
export const MAX_CONTEXTS = 131_072;
/** The bare wire. */
export const ROOT = 0;
/** Where every chain beyond MAX_CONTEXTS is counted. */
export const OVERFLOW = 1;

/** Links that tag or label a frame on its own network; every other is a tunnel. */
const TAGS: readonly ProtocolId[] = [Protocol.Vlan, Protocol.Mpls, Protocol.Pppoe, Protocol.Pbb];

/** One link of a chain. */
export interface Context {
  parent: number;
  kind: ProtocolId;
  /** VLAN id, VNI, GRE key, MPLS label …; −1 when the protocol has none. */
  id: number;
}

/** Interns (parent, kind, id). Ids are given in order of appearance, parents before children. */
export class Contexts {
  private readonly list: Context[] = [
    { parent: 0, kind: Protocol.None, id: -1 },
    { parent: 0, kind: Protocol.None, id: -1 },
  ];
  private readonly ids = new Map<number, Map<number, number>>();
  private lastParent = -1;
  private lastKind = -1;
  private lastId = -1;
  private lastChild = ROOT;
  /** Look-ups that found the table full. */
  overflowed = 0;

  get size(): number {
    return this.list.length;
  }

  /** Chains that it can still number. */
  get room(): number {
    return MAX_CONTEXTS - this.list.length;
  }

  at(context: number): Context {
    return this.list[context];
  }

  /** The chain that is `parent` with one more link. */
  child(parent: number, kind: ProtocolId, id: number): number {
    if (parent === this.lastParent && id === this.lastId && kind === this.lastKind) return this.lastChild;
    const child = this.find(parent, kind, id);
    if (child === OVERFLOW) return child;
    this.lastParent = parent;
    this.lastKind = kind;
    this.lastId = id;
    this.lastChild = child;
    return child;
  }

  /** The links of a chain, outermost first. */
  chain(context: number): Context[] {
    const links: Context[] = [];
    for (let at = context; at > OVERFLOW; at = this.list[at].parent) links.unshift(this.list[at]);
    return links;
  }

  /** The innermost tunnel of a chain, tags passed over; null outside any. */
  tunnel(context: number): Context | null {
    return this.chain(context).findLast(({ kind }) => !TAGS.includes(kind)) ?? null;
  }

  /** The chain of tags that its outermost tunnel lies in; the bare wire also where there is no tunnel. */
  around(context: number): number {
    let around = ROOT;
    for (let at = context; at > OVERFLOW; at = this.list[at].parent)
      if (this.list[at].kind !== Protocol.Vlan) around = this.list[at].parent;
    return around;
  }

  /** The innermost VLAN id behind the last tunnel of a chain; null when untagged there. */
  vlan(context: number): number | null {
    const last = this.list[context];
    return context > OVERFLOW && last.kind === Protocol.Vlan ? last.id : null;
  }

  private find(parent: number, kind: ProtocolId, id: number): number {
    const branch = parent * 64 + kind;
    let children = this.ids.get(branch);
    if (children === undefined) this.ids.set(branch, (children = new Map()));
    const known = children.get(id);
    if (known !== undefined) return known;
    if (this.list.length >= MAX_CONTEXTS) {
      this.overflowed++;
      return OVERFLOW;
    }
    this.list.push({ parent, kind, id });
    children.set(id, this.list.length - 1);
    return this.list.length - 1;
  }
}
