/** All signals, in the order of their ids. */
import type { Signal } from './signal.ts';
import { allDevices } from './signals/all-devices.ts';
import { bridgeAddressChanged } from './signals/bridge-address-changed.ts';
import { calicoGateway } from './signals/calico-gateway.ts';
import { deafNeighbour } from './signals/deaf-neighbour.ts';
import { deliveredByCard } from './signals/delivered-by-card.ts';
import { fewFrames } from './signals/few-frames.ts';
import { floodedUnicast } from './signals/flooded-unicast.ts';
import { geneveOption } from './signals/geneve-option.ts';
import { handedToNode } from './signals/handed-to-node.ts';
import { innerBroadcasts } from './signals/inner-broadcasts.ts';
import { innerStations } from './signals/inner-stations.ts';
import { innerTtl } from './signals/inner-ttl.ts';
import { ipvlanLinkLocal } from './signals/ipvlan-link-local.ts';
import { layer3Device } from './signals/layer3-device.ts';
import { nicAddresses } from './signals/nic-addresses.ts';
import { ovnStation } from './signals/ovn-station.ts';
import { ownIdentifier } from './signals/own-identifier.ts';
import { podMtu } from './signals/pod-mtu.ts';
import { quietStart } from './signals/quiet-start.ts';
import { reflectedFrames } from './signals/reflected-frames.ts';
import { routedNeighbour } from './signals/routed-neighbour.ts';
import { routersBetween } from './signals/routers-between.ts';
import { selfAddressed } from './signals/self-addressed.ts';
import { sharedStationAddress } from './signals/shared-station-address.ts';
import { siblingChecksums } from './signals/sibling-checksums.ts';
import { silentVeth } from './signals/silent-veth.ts';
import { spanningTreePort } from './signals/spanning-tree-port.ts';
import { switchedOnNode } from './signals/switched-on-node.ts';
import { tunnelChecksum } from './signals/tunnel-checksum.ts';
import { tunnelHeader } from './signals/tunnel-header.ts';
import { tunnelIdentifier } from './signals/tunnel-identifier.ts';
import { tunnelPort } from './signals/tunnel-port.ts';
import { undecrementedTtl } from './signals/undecremented-ttl.ts';
import { unfinishedNeighbours } from './signals/unfinished-neighbours.ts';
import { unheardAnswers } from './signals/unheard-answers.ts';
import { vlanTag } from './signals/vlan-tag.ts';

export const SIGNALS: readonly Signal[] = [
  allDevices,
  bridgeAddressChanged,
  calicoGateway,
  deafNeighbour,
  deliveredByCard,
  fewFrames,
  floodedUnicast,
  geneveOption,
  handedToNode,
  innerBroadcasts,
  innerStations,
  innerTtl,
  ipvlanLinkLocal,
  layer3Device,
  nicAddresses,
  ovnStation,
  ownIdentifier,
  podMtu,
  quietStart,
  reflectedFrames,
  routedNeighbour,
  routersBetween,
  selfAddressed,
  sharedStationAddress,
  siblingChecksums,
  silentVeth,
  spanningTreePort,
  switchedOnNode,
  tunnelChecksum,
  tunnelHeader,
  tunnelIdentifier,
  tunnelPort,
  undecrementedTtl,
  unfinishedNeighbours,
  unheardAnswers,
  vlanTag,
];
