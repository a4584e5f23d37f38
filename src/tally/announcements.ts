/** What network devices say of themselves unasked: spanning tree, LLDP, VRRP and IGMP. */
import type { Packet } from '../wire/packet.ts';
import * as Protocol from '../wire/protocol.ts';
import { GroupTally } from './group-members.ts';
import { LldpTally } from './lldp-neighbours.ts';
import { SpanningTreeTally } from './spanning-tree.ts';
import { VrrpTally } from './vrrp.ts';

export class AnnouncementTally {
  readonly spanningTree = new SpanningTreeTally();
  readonly lldp = new LldpTally();
  readonly vrrp = new VrrpTally();
  readonly groups = new GroupTally();

  /** Takes the packet's last header, which begins at `at` and is whole; protocols that are none of this tally's are passed over. */
  add(packet: Packet, at: number): void {
    switch (packet.protocols[packet.count - 1]) {
      case Protocol.Stp:
        this.spanningTree.add(packet, at);
        break;
      case Protocol.Lldp:
        this.lldp.add(packet, at);
        break;
      case Protocol.Vrrp:
        this.vrrp.add(packet, at);
        break;
      case Protocol.Igmp:
        this.groups.add(packet, at);
        break;
    }
  }
}
