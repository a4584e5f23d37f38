/** The identifier in a tunnel's header: VNI, GRE key, ERSPAN session, L2TP tunnel and session. */
import { sessionOf } from '../wire/erspan.ts';
import { vni as geneveVni } from '../wire/geneve.ts';
import { key as greKey } from '../wire/gre.ts';
import { sessionKey } from '../wire/l2tp.ts';
import type { Packet } from '../wire/packet.ts';
import * as Protocol from '../wire/protocol.ts';
import { vni as vxlanVni } from '../wire/vxlan.ts';
import * as Tunnel from './tunnel-layout.ts';

/** The largest identifier, as a word the same as none. */
const LARGEST = 0xffffffff;

/** As the chains of contexts have it; −1 where the encapsulation has none. */
export function tunnelId(packet: Packet, layer: number): number {
  const at = packet.starts[layer];
  switch (packet.protocols[layer]) {
    case Protocol.Vxlan:
    case Protocol.VxlanGpe:
      return vxlanVni(packet.view, at);
    case Protocol.Geneve:
      return geneveVni(packet.view, at);
    case Protocol.Gre:
      return greKey(packet.view, at);
    case Protocol.Erspan:
      return sessionOf(packet, layer);
    case Protocol.L2tp:
      return sessionKey(packet.view, at);
    default:
      return -1;
  }
}

/** Writes identifier and IP version into a key of the tunnel tally. */
export function writeId(key: Int32Array, id: number, version: number): void {
  key[Tunnel.Id] = id;
  key[Tunnel.Version] = id === LARGEST ? version | Tunnel.ALL_ONES : version;
}

/** The identifier in the key that begins at `at`; −1 for none. */
export function idOf(keys: Int32Array, at: number): number {
  const id = keys[at + Tunnel.Id];
  return id === -1 && (keys[at + Tunnel.Version] & Tunnel.ALL_ONES) === 0 ? -1 : id >>> 0;
}

/** The IP version in the key that begins at `at`. */
export const versionOf = (keys: Int32Array, at: number): number => keys[at + Tunnel.Version] & ~Tunnel.ALL_ONES;
