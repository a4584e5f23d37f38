/** The VLAN that was declared against the tags that the network's addresses were seen with. */
import { fullName } from '../../declared/declared.ts';
import { vlansOf } from '../../tally/chain-names.ts';
import type { Observations } from '../../tally/observations.ts';
import { listed } from '../wording.ts';
import { declaredAt, framesOf, type Mismatch } from './mismatch.ts';
import type { AttachmentSighting } from './sightings.ts';

/** One finding when the addresses were seen in VLANs, and the declared one is not among them; untagged frames contradict nothing, as pods and access ports see no tags. */
export function checkVlan({ network, voices }: AttachmentSighting, { contexts }: Observations): Mismatch[] {
  const { vlan } = network;
  if (vlan === null) return [];
  const tagged = voices.filter(
    ({ context, onLink }) => onLink && contexts.tunnel(context) === null && vlansOf(contexts, context).length > 0,
  );
  const seen = [...new Set(tagged.flatMap(({ context }) => vlansOf(contexts, context)))].sort((a, b) => a - b);
  if (seen.length === 0 || seen.includes(vlan)) return [];
  return [
    {
      network: fullName(network),
      aspect: 'vlan',
      severity: 'error',
      summary: `${fullName(network)} is declared for VLAN ${vlan}, but its addresses were seen in VLAN ${listed(seen)}.`,
      confidence: 0.85,
      evidence: [
        declaredAt(network, `VLAN ${vlan}`),
        ...seen.slice(0, 4).map((vid) => {
          const there = tagged.filter(({ context }) => vlansOf(contexts, context).includes(vid));
          return {
            fact: `stations with its addresses in VLAN ${vid}`,
            value: new Set(there.map(({ mac }) => mac)).size,
            unit: 'stations',
            frames: framesOf(there),
          };
        }),
      ],
      alternatives: ['a switch on the way translates VLANs', 'the same addresses are used in another VLAN'],
      next: {
        where: 'the node',
        command: 'ip -d link show type vlan',
        why: 'shows which VLAN ids the interfaces have; for bridges, bridge vlan show',
      },
      voices: tagged,
    },
  ];
}
