/** What --nad and --pods declare, beside what was observed. */
import { Type } from 'typebox';
import { Mode, Submode } from './verdict.ts';
import { count, orNull, ratio, text, texts } from './words.ts';

const Observed = Type.Object(
  { mode: Mode, submode: Submode, confidence: ratio('of the verdict on the segment that holds its addresses') },
  { title: 'Observed' },
);

const Attachment = Type.Object(
  {
    namespace: orNull(Type.String(), 'null when not said'),
    name: text('of the NetworkAttachmentDefinition or CNI configuration'),
    plugins: texts(
      'CNI plugin types, first the one that makes the interface; empty when the configuration cannot be read',
    ),
    mode: orNull(Type.String(), 'mode that these plugins give; null for plugins that have none'),
    submode: orNull(Type.String(), 'null when the mode has none'),
    master: orNull(Type.String(), 'master, bridge or device on the node; null when not said'),
    vlan: orNull(count('VLAN identifier'), 'null when not said'),
    subnets: texts('networks that addresses are given from, as CIDR'),
    gateways: texts('addresses'),
    mtu: orNull(count('bytes'), 'null when not said'),
    ipam: orNull(Type.String(), 'IPAM plugin; null when not said'),
    file: text('path'),
    line: count('line, from 1'),
    stations: count('stations that were seen to speak for its addresses; 0 when the capture does not show it'),
    observed: orNull(Observed, 'null when the capture does not show it'),
  },
  { title: 'Attachment' },
);

const Problem = Type.Object(
  {
    file: text('path'),
    line: count('line, from 1'),
    message: text('what does not mean what its author thinks'),
    attachment: orNull(Type.String(), 'namespace/name of the attachment it is about; null when it is about the file'),
  },
  { title: 'Problem' },
);

/** Declarations never change what was observed; they are shown beside it. */
export const Declarations = orNull(
  Type.Object(
    {
      attachments: Type.Array(Attachment),
      pods: count('pods that the files declare'),
      problems: Type.Array(Problem, { description: 'mistakes in the files themselves' }),
    },
    { title: 'Declarations' },
  ),
  'null without --nad and --pods',
);
