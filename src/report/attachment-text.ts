/** Declared networks in a few words, for the formats for people. */
import type { Analysis } from './analysis.ts';
import { listed, modeName } from './phrases.ts';
import { percent } from './quantities.ts';

type Attachment = NonNullable<Analysis['declared']>['attachments'][number];

/** namespace/name */
export const attachmentName = ({ namespace, name }: Attachment): string =>
  namespace === null ? name : `${namespace}/${name}`;

/** ipvlan/l2 on ens36, VLAN 100, 172.16.10.0/24 */
export function declaredText({ plugins, mode, submode, master, vlan, subnets, mtu }: Attachment): string {
  const what = mode === null ? plugins.join(' + ') || 'nothing that can be read' : modeName({ mode, submode });
  const parts = [
    master === null ? what : `${what} on ${master}`,
    vlan === null ? '' : `VLAN ${vlan}`,
    listed(subnets),
    mtu === null ? '' : `MTU ${mtu}`,
  ];
  return parts.filter(Boolean).join(', ');
}

/** ipvlan/l2 (97%), 2 stations; what the capture shows of it. */
export function observedText({ observed, stations }: Attachment): string {
  if (stations === 0) return 'not in this capture';
  return observed === null ? 'its addresses, no verdict' : `${modeName(observed)} (${percent(observed.confidence)})`;
}

/** nads.yaml:12 */
export const sourceText = ({ file, line }: { file: string; line: number }): string => `${file}:${line}`;
