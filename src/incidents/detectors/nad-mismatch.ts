/** What was declared (--nad, --pods) and what the frames show are not the same. */

import { formatIpv4, parseMac } from '../../base/addresses.ts';
import { CLAIM_WORDS } from '../../tally/arp.ts';
import type { Observations } from '../../tally/observations.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { checkAddresses } from '../nad/address.ts';
import { checkGateway } from '../nad/gateway.ts';
import { checkMaster } from '../nad/master.ts';
import { draftOf } from '../nad/mismatch.ts';
import { checkMistakes } from '../nad/mistakes.ts';
import { checkMode } from '../nad/mode.ts';
import { sightingsOf } from '../nad/sightings.ts';
import { checkVlan } from '../nad/vlan.ts';

export const nadMismatch: Detector = {
  id: 'nad-mismatch',
  title: 'A network is not what its declaration says',
  reference: 'Kubernetes Network Custom Resource Definition De-facto Standard v1.3 §3, §4.1',
  explain: `With --nad and --pods, what NetworkAttachmentDefinitions and pods declare is held against the frames: plugin and mode against the verdict of the segment that holds
the network's addresses, VLAN against the tags they were seen with, the pods' station addresses against who speaks for their IP addresses, the gateway against the router
they use, the master against the device they were seen at. Mistakes in the file itself are told for networks that the capture shows: a gateway that no neighbour can answer
for (not on-link), a key given twice, comments or open brackets in spec.config, two networks of one name.
Declarations never change the verdict. A network that the capture does not show is not judged, and an unsure verdict contradicts nothing. The usual harmless reason is age:
an edited attachment changes new pods only, and a pod list is a snapshot.`,
  detect,
};

function detect(input: DetectorInput): Draft[] {
  const { declared, observations } = input;
  if (declared === null) return [];
  const { attachments, voices } = sightingsOf(declared, observations, input.segments);
  const claimsOf = claimedBy(observations);
  const mismatches = attachments.flatMap((sighting) => [
    ...checkMode(sighting),
    ...checkVlan(sighting, observations),
    ...checkGateway(sighting, input, claimsOf),
    ...checkMaster(sighting, declared, observations),
    ...checkMistakes(sighting, declared, input),
  ]);
  return unique([...mismatches, ...checkAddresses(declared, voices)].map(draftOf));
}

/** Two declarations of one name say the same thing once. */
function unique(drafts: readonly Draft[]): Draft[] {
  return [...new Map(drafts.map((draft) => [`${draft.subject} ${draft.summary}`, draft])).values()];
}

/** IPv4 addresses that a station claimed by ARP. */
function claimedBy({ tallies }: Observations): (mac: string) => string[] {
  const { claims } = tallies.control.arp;
  return (mac) => {
    const bytes = parseMac(mac)!;
    const view = new DataView(bytes.buffer);
    const found: string[] = [];
    for (let row = 0; row < claims.size; row++) {
      const [, address, high, low] = claims.table.keys.subarray(row * CLAIM_WORDS, (row + 1) * CLAIM_WORDS);
      if (high === view.getUint16(0) && low === view.getInt32(2)) found.push(formatIpv4(address >>> 0));
    }
    return found;
  };
}
