/** `vlan 100`, `vxlan 42`, …: tags within the scope, tunnels at any depth; without a number any id will do. */

import { definition as geneve } from '../../wire/geneve.ts';
import { definition as gre } from '../../wire/gre.ts';
import { definition as mpls } from '../../wire/mpls.ts';
import type { Packet } from '../../wire/packet.ts';
import { definition as pppoe } from '../../wire/pppoe.ts';
import * as Protocol from '../../wire/protocol.ts';
import type { ProtocolId } from '../../wire/protocol-id.ts';
import { definition as vlan } from '../../wire/vlan.ts';
import { definition as vxlan } from '../../wire/vxlan.ts';
import type { Scope, TagPrimitive } from '../ast.ts';
import { endLayer, firstLayer } from '../headers.ts';
import { MAX_UINT32, numberOf, readNumber } from '../number.ts';
import type { Head, PrimitiveKind } from '../primitive.ts';
import type { Tokens } from '../tokens.ts';

/** A header with an id. */
interface Tag {
  layers: readonly ProtocolId[];
  /** With its article, for messages. */
  what: string;
  maxId: number;
  /** Another packet follows: the word then looks at the whole stack, for the packet it names is never the outer one. */
  tunnel: boolean;
  /** True when the whole header at `at` has this id. */
  hasId(view: DataView, at: number, id: number): boolean;
  /** Which of its headers the word means at all; every one when absent. */
  means?(view: DataView, at: number): boolean;
}

/** Bytes of an entry of the label stack, RFC 3032 §2.1. */
const LABEL_LENGTH = 4;

const isVid = (view: DataView, at: number, id: number): boolean => vlan.fields.vid(view, at) === id;
const isVxlanVni = (view: DataView, at: number, id: number): boolean => vxlan.fields.vni(view, at) === id;
const isGeneveVni = (view: DataView, at: number, id: number): boolean => geneve.fields.vni(view, at) === id;
const isKey = (view: DataView, at: number, id: number): boolean => gre.fields.key(view, at) === id;
const isSession = (view: DataView, at: number, id: number): boolean => pppoe.fields.sessionId(view, at) === id;
/** The discovery stage has another EtherType, which `pppoes` does not mean. */
const isSessionStage = (view: DataView, at: number): boolean => pppoe.fields.code(view, at) === 0;

/** Ids of 12, 20, 16, 24, 24 and 32 bits: IEEE 802.1Q, RFC 3032, RFC 2516, RFC 7348, RFC 8926, RFC 2890. */
const TAGS: Readonly<Record<string, Tag>> = {
  vlan: { layers: [Protocol.Vlan], what: 'a VLAN id', maxId: 4095, tunnel: false, hasId: isVid },
  mpls: { layers: [Protocol.Mpls], what: 'an MPLS label', maxId: 0xf_ffff, tunnel: false, hasId: hasLabel },
  pppoes: {
    layers: [Protocol.Pppoe],
    what: 'a session id',
    maxId: 0xffff,
    tunnel: false,
    hasId: isSession,
    means: isSessionStage,
  },
  vxlan: {
    layers: [Protocol.Vxlan, Protocol.VxlanGpe],
    what: 'a VNI',
    maxId: 0xff_ffff,
    tunnel: true,
    hasId: isVxlanVni,
  },
  geneve: { layers: [Protocol.Geneve], what: 'a VNI', maxId: 0xff_ffff, tunnel: true, hasId: isGeneveVni },
  gre: { layers: [Protocol.Gre], what: 'a GRE key', maxId: MAX_UINT32, tunnel: true, hasId: isKey },
};

export const tag: PrimitiveKind<TagPrimitive> = {
  words: Object.keys(TAGS),
  protocols: [''],
  directed: false,
  repeats: false,
  parse,
  print: ({ word, id }) => (id === null ? word : `${word} ${id}`),
  test: ({ word, id }, scope) => {
    const kind = TAGS[word];
    return (packet) => hasTag(packet, kind, id, scope);
  },
};

function parse(tokens: Tokens, { word }: Head): TagPrimitive {
  const { what, maxId } = TAGS[word];
  const hasId = numberOf(tokens.peek().text) !== null;
  return { kind: 'tag', word, id: hasId ? readNumber(tokens, { what, max: maxId }) : null };
}

function hasTag(packet: Packet, kind: Tag, id: number | null, scope: Scope): boolean {
  const { protocols, starts, view, whole } = packet;
  const end = kind.tunnel ? whole : Math.min(endLayer(packet, scope), whole);
  for (let i = kind.tunnel ? 0 : firstLayer(packet, scope); i < end; i++) {
    if (!kind.layers.includes(protocols[i] as ProtocolId)) continue;
    if (kind.means !== undefined && !kind.means(view, starts[i])) continue;
    if (id === null || kind.hasId(view, starts[i], id)) return true;
  }
  return false;
}

/** Any label of the stack counts; the layer is whole, so its last entry was captured. */
function hasLabel(view: DataView, at: number, id: number): boolean {
  for (let entry = at; ; entry += LABEL_LENGTH) {
    if (mpls.fields.label(view, entry) === id) return true;
    if (mpls.fields.bottom(view, entry) === 1) return false;
  }
}
