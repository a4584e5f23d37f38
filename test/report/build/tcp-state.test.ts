import { expect, it } from 'vitest';
import { ACK, ethernet, FIN, ipv4, RST, SYN, tcp } from '../../helpers/frames.ts';
import { analysisOf, observeFrames } from '../../helpers/observe.ts';

/** Segments by sender and flags: `a` is the side that opens. */
type Segment = ['a' | 'b', number];

function stateOf(segments: Segment[]): string | undefined {
  const frames = segments.map(([side, flags], i) => {
    const ends = side === 'a' ? {} : { from: '10.0.0.2', to: '10.0.0.1' };
    const ports = side === 'a' ? {} : { from: 80, to: 40_000 };
    return { at: i, bytes: ethernet(ipv4({ ...ends, id: i + 1 }, tcp({ ...ports, flags, sequence: i }))) };
  });
  return analysisOf(observeFrames(frames)).flows.top[0].tcp?.state;
}

const OPENED: Segment[] = [
  ['a', SYN],
  ['b', SYN | ACK],
  ['a', ACK],
];

it.each<[string, Segment[]]>([
  ['syn-sent', [['a', SYN]]],
  [
    'syn-sent',
    [
      ['a', SYN],
      ['a', SYN],
    ],
  ],
  ['syn-received', OPENED.slice(0, 2)],
  [
    'refused',
    [
      ['a', SYN],
      ['b', RST | ACK],
    ],
  ],
  ['established', OPENED],
  [
    'established',
    [
      ['a', SYN],
      ['a', ACK],
    ],
  ],
  ['reset', [...OPENED, ['b', RST]]],
  [
    'reset',
    [
      ['a', SYN],
      ['a', RST],
    ],
  ],
  ['closing', [...OPENED, ['b', FIN | ACK]]],
  ['closed', [...OPENED, ['b', FIN | ACK], ['a', FIN | ACK]]],
  [
    'open',
    [
      ['a', ACK],
      ['b', ACK],
    ],
  ],
  [
    'closed',
    [
      ['a', FIN | ACK],
      ['b', FIN | ACK],
    ],
  ],
  [
    'established',
    [
      ['b', SYN | ACK],
      ['a', SYN],
      ['a', ACK],
    ],
  ],
])('says %s of %j', (state, segments) => {
  expect(stateOf(segments)).toBe(state);
});

it('says nothing of other protocols', () => {
  const report = analysisOf(
    observeFrames([
      { bytes: ethernet(ipv4({}, { protocol: 89, checksum: null, pseudo: false, bytes: new Uint8Array(8) })) },
    ]),
  );
  expect(report.flows.top[0]).toMatchObject({ tcp: null, proto: 'ip-89', a: { port: null }, icmp: null });
});
