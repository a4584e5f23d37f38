/**
 * The report, written once: the JSON Schema in schema/ and the types of analysis.ts both come from here.
 * Only scripts/schema.ts and tests may load this file; everything else takes its types from analysis.ts.
 */
import { type TSchema, Type } from 'typebox';
import { Declarations } from './schema/declared.ts';
import { Endpoints, Tunnel } from './schema/endpoints.ts';
import { Finding } from './schema/finding.ts';
import { Flows } from './schema/flows.ts';
import { Capture, Input, Limit, ProtocolFault } from './schema/inputs.ts';
import { LinkLayer } from './schema/link-layer.ts';
import { Segment, Verdict } from './schema/verdict.ts';
import { count, flag, text } from './schema/words.ts';

/** Schema of `--format json`. Fields may be added; none is renamed, retyped or dropped without a new major number. */
export const Report = Type.Object(
  {
    schema: Type.Literal('netsight.report/1'),
    tool: Type.Object({ name: text('netsight'), version: text('semantic version') }),
    anonymized: Type.Optional(flag('true when addresses and names are pseudonyms; absent otherwise')),
    filter: Type.Optional(
      text(
        'pcap-filter expression of --filter: only packets that match were judged; absent without one, words for it when anonymized',
      ),
    ),
    inputs: Type.Array(Input),
    capture: Capture,
    protocols: Type.Record(Type.String(), count('packets'), {
      description: 'packets by protocol name; a packet counts once per name, at whatever depth',
    }),
    l2: LinkLayer,
    endpoints: Endpoints,
    tunnels: Type.Array(Tunnel),
    flows: Flows,
    verdict: Verdict,
    segments: Type.Array(Segment, { description: 'empty unless the capture holds several segments' }),
    findings: Type.Array(Finding, {
      description: 'most severe first, each followed by those that it explains',
    }),
    declared: Declarations,
    faults: Type.Array(ProtocolFault),
    limits: Type.Array(Limit),
  },
  {
    title: 'netsight report',
    description:
      'One analysis of one or more captures. Counters are exact numbers, times RFC 3339 with nanoseconds, durations seconds, ratios 0 to 1, frame numbers from 1 per input.',
  },
);

/** The published schema as it is written to schema/netsight-report-1.schema.json. */
export const schemaText = (): string => schemaDocument('report', Report);

/** A schema as it is published; all are of major number 1. */
export const schemaDocument = (name: string, schema: TSchema): string =>
  `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', $id: `urn:netsight:${name}:1`, ...schema }, null, 2)}\n`;
