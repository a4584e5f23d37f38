/** All detectors, by id. */
import { addressMoved } from './detectors/address-moved.ts';
import { arpStorm } from './detectors/arp-storm.ts';
import { arpUnanswered } from './detectors/arp-unanswered.ts';
import { asymmetricRouting } from './detectors/asymmetric-routing.ts';
import { broadcastStorm } from './detectors/broadcast-storm.ts';
import { captureDamaged } from './detectors/capture-damaged.ts';
import { captureTruncated } from './detectors/capture-truncated.ts';
import { clockJump } from './detectors/clock-jump.ts';
import { cloudMacFilter } from './detectors/cloud-mac-filter.ts';
import { connectionRefused } from './detectors/connection-refused.ts';
import { dhcpSharedClientId } from './detectors/dhcp-shared-client-id.ts';
import { dhcpUnanswered } from './detectors/dhcp-unanswered.ts';
import { dnsNxdomain } from './detectors/dns-nxdomain.ts';
import { dnsServfail } from './detectors/dns-servfail.ts';
import { dnsTimeout } from './detectors/dns-timeout.ts';
import { duplicateIp } from './detectors/duplicate-ip.ts';
import { duplicateMac } from './detectors/duplicate-mac.ts';
import { duplicatePackets } from './detectors/duplicate-packets.ts';
import { fragmentsLost } from './detectors/fragments-lost.ts';
import { icmpFragNeeded } from './detectors/icmp-frag-needed.ts';
import { icmpUnreachable } from './detectors/icmp-unreachable.ts';
import { ipv6DadFailure } from './detectors/ipv6-dad-failure.ts';
import { ipvlanNoReturnRoute } from './detectors/ipvlan-no-return-route.ts';
import { isolatedPeers } from './detectors/isolated-peers.ts';
import { l2Loop } from './detectors/l2-loop.ts';
import { macFlapping } from './detectors/mac-flapping.ts';
import { macvlanHostIsolation } from './detectors/macvlan-host-isolation.ts';
import { missingRoute } from './detectors/missing-route.ts';
import { mssExceedsPath } from './detectors/mss-exceeds-path.ts';
import { mtuBlackhole } from './detectors/mtu-blackhole.ts';
import { nadMismatch } from './detectors/nad-mismatch.ts';
import { offloadArtefact } from './detectors/offload-artefact.ts';
import { oneDirectionOnly } from './detectors/one-direction-only.ts';
import { packetsDropped } from './detectors/packets-dropped.ts';
import { portScan } from './detectors/port-scan.ts';
import { replyLost } from './detectors/reply-lost.ts';
import { reversePathSuspect } from './detectors/reverse-path-suspect.ts';
import { routingLoop } from './detectors/routing-loop.ts';
import { snaplenTooShort } from './detectors/snaplen-too-short.ts';
import { staleNeighbour } from './detectors/stale-neighbour.ts';
import { synRetransmission } from './detectors/syn-retransmission.ts';
import { tcpReset } from './detectors/tcp-reset.ts';
import { tcpRetransmission } from './detectors/tcp-retransmission.ts';
import { tcpZeroWindow } from './detectors/tcp-zero-window.ts';
import { ttlExceeded } from './detectors/ttl-exceeded.ts';
import { tunnelBadChecksum } from './detectors/tunnel-bad-checksum.ts';
import { tunnelFragmented } from './detectors/tunnel-fragmented.ts';
import { tunnelOneWay } from './detectors/tunnel-one-way.ts';
import { unansweredFlow } from './detectors/unanswered-flow.ts';
import { vlanMismatch } from './detectors/vlan-mismatch.ts';
import { vtepMacMismatch } from './detectors/vtep-mac-mismatch.ts';
import type { Detector } from './finding.ts';

/** Sorted by id. */
export const DETECTORS: readonly Detector[] = [
  addressMoved,
  arpStorm,
  arpUnanswered,
  asymmetricRouting,
  broadcastStorm,
  captureDamaged,
  captureTruncated,
  clockJump,
  cloudMacFilter,
  connectionRefused,
  dhcpSharedClientId,
  dhcpUnanswered,
  dnsNxdomain,
  dnsServfail,
  dnsTimeout,
  duplicateIp,
  duplicateMac,
  duplicatePackets,
  fragmentsLost,
  icmpFragNeeded,
  icmpUnreachable,
  ipv6DadFailure,
  ipvlanNoReturnRoute,
  isolatedPeers,
  l2Loop,
  macFlapping,
  macvlanHostIsolation,
  missingRoute,
  mssExceedsPath,
  mtuBlackhole,
  nadMismatch,
  offloadArtefact,
  oneDirectionOnly,
  packetsDropped,
  portScan,
  replyLost,
  reversePathSuspect,
  routingLoop,
  snaplenTooShort,
  staleNeighbour,
  synRetransmission,
  tcpReset,
  tcpRetransmission,
  tcpZeroWindow,
  ttlExceeded,
  tunnelBadChecksum,
  tunnelFragmented,
  tunnelOneWay,
  unansweredFlow,
  vlanMismatch,
  vtepMacMismatch,
];
