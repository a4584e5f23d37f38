/** Declarations as the report shows them: what was declared, and beside it what was observed. */
import type { Declared } from '../../declared/declared.ts';
import type { Names } from '../../declared/names.ts';
import type { Finding as Found } from '../../incidents/finding.ts';
import { type AttachmentSighting, sightingsOf } from '../../incidents/nad/sightings.ts';
import type { Observations } from '../../tally/observations.ts';
import type { Analysis, Finding } from '../analysis.ts';

/** Addresses named with one finding. */
const MAX_NAMED = 8;
/** What can be an address in a sentence, ports and brackets around it included. */
const ADDRESS = /[\da-f]*[.:][\da-f.:]+/gi;

/** The declarations of a report; null without any. */
export function buildDeclared(
  declared: Declared | null,
  observations: Observations,
  segments: Analysis['segments'],
): Analysis['declared'] {
  if (declared === null) return null;
  const { attachments } = sightingsOf(declared, observations, segments);
  return {
    attachments: attachments.map(attachment),
    pods: declared.pods.length,
    problems: declared.problems.map((problem) => ({ ...problem })),
  };
}

function attachment({
  network,
  voices,
  segment,
}: AttachmentSighting): NonNullable<Analysis['declared']>['attachments'][number] {
  const { addresses: _addresses, routes: _routes, ...shown } = network;
  const verdict = segment?.verdict ?? null;
  return {
    ...shown,
    stations: new Set(voices.map(({ mac }) => mac)).size,
    observed:
      verdict === null ? null : { mode: verdict.mode, submode: verdict.submode, confidence: verdict.confidence },
  };
}

/** A finding with the names of the addresses that it speaks of. */
export function namedFinding(finding: Found, names: Names): Finding {
  const mentioned = new Set(`${finding.subject} ${finding.summary}`.match(ADDRESS)?.flatMap(readings) ?? []);
  const named = [...mentioned].flatMap((address) => {
    const name = names.ofIp(address) ?? names.ofMac(address);
    return name === null ? [] : [{ address, name }];
  });
  return { ...finding, names: named.slice(0, MAX_NAMED) };
}

/** `10.0.0.1:80.` is the address with a port and the end of a sentence; for IPv6 and MACs the whole is tried first. */
function readings(text: string): string[] {
  const bare = text.replace(/[.:]+$/, '');
  return [bare, bare.replace(/:\d+$/, '')];
}
