/** The identifier in a tunnel's header: VNI, GRE key, ERSPAN session. */
import { vni as geneveVni } from '../wire/geneve.ts';
import { key as greKey } from '../wire/gre.ts';
import type { Packet } from '../wire/packet.ts';
import * as Protocol from '../wire/protocol.ts';
import { vni as vxlanVni } from '../wire/vxlan.ts';

/** −1 where the encapsulation has none. */
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
    default:
      return -1;
  }
}
