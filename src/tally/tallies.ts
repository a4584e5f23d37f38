/** All tallies of a run. A packet is offered to each that concerns it; flows are counted in batches of rows. */

import * as Cast from '../wire/cast.ts';
import type { Contexts } from '../wire/contexts.ts';
import type { Packet } from '../wire/packet.ts';
import * as PacketType from '../wire/packet-type.ts';
import { ControlTallies } from './control.ts';
import { CookedSightings } from './cooked-sightings.ts';
import { FaultTally } from './faults.ts';
import { FlowSurvey } from './flow-survey.ts';
import { FlowTable } from './flow-table.ts';
import { foldFlows } from './fold-flows.ts';
import { GroupFrames } from './group-frames.ts';
import { Hosts } from './hosts.ts';
import { joinDirections } from './join-directions.ts';
import type { CompiledKernel } from './kernel.ts';
import { L2Tally } from './l2.ts';
import { Places } from './places.ts';
import { addPlainFrames } from './plain-frames.ts';
import { ProtocolChains } from './protocol-chains.ts';
import { StationTally } from './stations.ts';
import { straightHost } from './straight-host.ts';
import { Timeline } from './timeline.ts';
import { TunnelTally } from './tunnels.ts';
import { writeRows } from './write-rows.ts';

export class Tallies {
  readonly places: Places;
  readonly chains = new ProtocolChains();
  readonly l2 = new L2Tally();
  readonly timeline = new Timeline();
  readonly flows: FlowTable;
  readonly stations: StationTally;
  readonly hosts: Hosts;
  readonly tunnels = new TunnelTally();
  readonly control: ControlTallies;
  readonly cooked = new CookedSightings();
  readonly groupFrames: GroupFrames;
  readonly faults = new FaultTally();
  /** Made when it is asked for. */
  private surveyed: FlowSurvey | null = null;

  /** Packets are decoded into `packet`; `kernel` is the compiled kernel of the flow table. */
  constructor(packet: Packet, kernel: CompiledKernel) {
    this.flows = new FlowTable(
      kernel,
      straightHost(packet, this, () => this.flows.kernel),
    );
    this.places = new Places(this.flows.kernel.continued);
    this.stations = new StationTally(this.flows.kernel);
    this.control = new ControlTallies(this.flows.kernel);
    this.groupFrames = new GroupFrames(this.flows.kernel, this.places);
    this.hosts = new Hosts(this.flows, this.stations);
    this.timeline.onLeave = () => this.flows.kernel.exports.handOverLanes();
    this.flows.onFull = () => foldFlows(this.flows, this.hosts);
    this.flows.kernel.setUdpPorts(packet.udpPorts);
  }

  /** What one pass over all flows finds; when all packets are in. */
  get survey(): FlowSurvey {
    this.surveyed ??= new FlowSurvey(this.flows);
    return this.surveyed;
  }

  /** Takes a decoded packet. */
  add(packet: Packet): void {
    this.chains.add(packet);
    this.l2.add(packet);
    this.timeline.add(packet);
    this.stations.add(packet);
    if (packet.networks !== 0) writeRows(packet, this.flows.kernel);
    if (packet.tunneled) this.tunnels.add(packet, this.flows.kernel);
    if (packet.control) this.control.add(packet);
    if (packet.cookedType >= 0) this.cooked.add(packet);
    if (isGroupFrame(packet)) this.groupFrames.add(packet);
    if (packet.fault !== 0) this.faults.add(packet);
  }

  /** Counts what is still waiting, joins split conversations, derives the hosts and settles questions; call once, after the last packet, with its time. */
  finish(contexts: Contexts, endNs: number): void {
    this.flows.flush();
    this.timeline.onLeave();
    addPlainFrames(this.flows.kernel, this.chains, this.l2, contexts);
    this.tunnels.finish(this.flows.kernel);
    joinDirections(this.flows, contexts);
    this.groupFrames.finish();
    this.hosts.addAll();
    this.stations.finish();
    this.control.finish(endNs);
  }
}

/** Sent to a group; cooked headers say so in their packet type, 1 or 2 (packet(7)). */
const isGroupFrame = ({ cast, cookedType }: Packet): boolean =>
  cast === Cast.Broadcast ||
  cast === Cast.Multicast ||
  cookedType === PacketType.Broadcast ||
  cookedType === PacketType.Multicast;
