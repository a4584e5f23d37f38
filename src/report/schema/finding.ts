/** What is wrong, with its proof. */
import { Type } from 'typebox';
import { SEVERITIES } from '../../incidents/finding.ts';
import { Next } from './verdict.ts';
import { amount, count, frames, oneOf, orNull, ratio, text, texts, time } from './words.ts';

const Evidence = Type.Object(
  {
    fact: text('what was measured'),
    value: Type.Union([amount('number'), text('anything else')], { description: 'the measured value' }),
    unit: orNull(Type.String(), 'of the value, such as packets or seconds; null when it has none'),
    input: orNull(
      count('index'),
      'into inputs, from 0: the file that the frame numbers belong to; null when there are none',
    ),
    frames: frames('packets that show it'),
  },
  { title: 'Evidence' },
);

const Named = Type.Object(
  { address: text('IP or hardware address'), name: text('pod and interface, or node') },
  { title: 'Named' },
);

/** One problem: identical ones are grouped and counted. */
export const Finding = Type.Object(
  {
    id: text('what kind of problem; see netsight explain ID'),
    severity: oneOf(SEVERITIES, 'how bad it is'),
    subject: text('address, flow, interface or file it is about'),
    summary: text('one sentence'),
    count: count('how often it was seen'),
    first: orNull(time('first'), 'first time seen; null when it is no event'),
    last: orNull(time('last'), 'last time seen; null when it is no event'),
    confidence: ratio('probability that this is a real problem and not one of the alternatives'),
    evidence: Type.Array(Evidence),
    displayFilter: text('Wireshark display filter that shows these packets; empty when no filter can'),
    alternatives: texts('harmless or different explanations'),
    next: Next,
    names: Type.Array(Named, { description: 'whose the addresses in subject and summary are, as declared by --pods' }),
    fingerprint: text('the same for the same problem in another capture: id and subject, without counts and times'),
  },
  { title: 'Finding' },
);
