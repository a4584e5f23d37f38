/** Conversations whose directions carry different tunnel identifiers: told as if there had been one. */
import { describe, expect, it } from 'vitest';
import * as Trouble from '../../src/tally/trouble-layout.ts';
import {
  ACK,
  arp,
  ethernet,
  FIN,
  geneve,
  ipv4,
  mss,
  type Network,
  RST,
  SYN,
  type TcpFields,
  tcp,
  udp,
  vxlan,
  windowScale,
} from '../helpers/frames.ts';
import { analysisOf, flowOf, observeFrames, type Sighting } from '../helpers/observe.ts';

const [CLIENT, SERVER] = ['10.244.0.2', '10.244.1.2'];
let id = 1;

/** One packet of the conversation, and which way it goes. */
type Step = [at: number, from: typeof CLIENT, fields: TcpFields, payload?: number];

const network = ([, from, fields, payload = 0]: Step): Network =>
  from === CLIENT
    ? ipv4({ from: CLIENT, to: SERVER, id: id++, ttl: 63 }, tcp(fields, payload))
    : ipv4({ from: SERVER, to: CLIENT, id: id++, ttl: 62 }, tcp({ from: 80, to: 40_000, ...fields }, payload));

/** In VXLAN, with one identifier on the way there and one on the way back. */
function carried(steps: readonly Step[], there: number, back: number): Sighting[] {
  return steps.map((step) => {
    const [at, from] = step;
    const way = from === CLIENT ? ['192.0.2.1', '192.0.2.2'] : ['192.0.2.2', '192.0.2.1'];
    const inner = vxlan(from === CLIENT ? there : back, ethernet(network(step)));
    return { at, bytes: ethernet(ipv4({ from: way[0], to: way[1], id: id++ }, udp({ from: 1, to: 8472 }, inner))) };
  });
}

/** The inner flows of the report. */
const innerFlows = (frames: Sighting[]) =>
  analysisOf(observeFrames(frames)).flows.top.filter(({ layer }) => layer === 'inner');

/** All but the identifier of the tunnel, and the flow's own that is made of it. */
function told(frames: Sighting[]): unknown {
  const flows = innerFlows(frames);
  expect(flows).toHaveLength(1);
  const { id: _, chain: _chain, tunnel, ...rest } = flows[0];
  return { ...rest, type: tunnel?.type };
}

const HANDSHAKE: Step[] = [
  [0, CLIENT, { flags: SYN, sequence: 100, options: windowScale(7) }],
  [0.02, SERVER, { flags: SYN | ACK, sequence: 900, acknowledgment: 101, options: mss(1360) }],
  [0.03, CLIENT, { sequence: 101, acknowledgment: 901 }],
];
const CALM: Step[] = [...HANDSHAKE, [0.1, CLIENT, { sequence: 101 }, 50], [0.2, SERVER, { sequence: 901 }, 70]];

describe('two directions in tunnels of one kind', () => {
  it('are one flow, with what each of them said', () =>
    expect(told(carried(CALM, 7, 9))).toEqual(told(carried(CALM, 7, 7))));

  it('are one flow when only the second is in trouble', () => {
    const steps: Step[] = [
      ...CALM,
      [1, SERVER, { sequence: 901 }, 70],
      [2, SERVER, { sequence: 971, window: 0 }],
      [3, SERVER, { flags: RST, sequence: 971 }],
    ];
    expect(told(carried(steps, 7, 9))).toEqual(told(carried(steps, 7, 7)));
    expect(told(carried(steps, 7, 9))).toMatchObject({ tcp: { retransmissions: 1, zeroWindow: 1, resets: 1 } });
  });

  it('are one flow when both are in trouble, with first and last frame of it', () => {
    const steps: Step[] = [
      ...CALM,
      [1, SERVER, { sequence: 901 }, 70],
      [2, CLIENT, { sequence: 101 }, 50],
      [3, SERVER, { sequence: 901 }, 70],
      [4, CLIENT, { sequence: 151, window: 0 }],
      [5, SERVER, { flags: FIN | ACK, sequence: 971, window: 0 }],
    ];
    expect(told(carried(steps, 7, 9))).toEqual(told(carried(steps, 7, 7)));
    const view = flowOf(observeFrames(carried(steps, 7, 9)));
    while (!view.isInner) view.flow++;
    expect([0, 1].map((direction) => view.trouble(Trouble.RetransmissionsA, direction as 0 | 1))).toEqual([1, 2]);
    expect([Trouble.FirstRetransmission, Trouble.LastRetransmission].map((mark) => view.troubleDouble(mark))).toEqual([
      6, 8,
    ]);
    expect([view.ttl(0), view.ttl(1), view.mss(1), view.largestPayload(1)]).toEqual([63, 62, 1360, 70]);
  });

  it('keep a refusal', () => {
    const steps: Step[] = [
      [0, CLIENT, { flags: SYN, sequence: 5 }],
      [0.001, SERVER, { flags: RST | ACK, acknowledgment: 6 }],
    ];
    expect(told(carried(steps, 7, 9))).toEqual(told(carried(steps, 7, 7)));
    expect(told(carried(steps, 7, 9))).toMatchObject({ tcp: { state: 'refused' } });
  });

  it('are one flow whichever was seen first', () => {
    const late = CALM.slice(1);
    expect(told(carried(late, 9, 7))).toEqual(told(carried(late, 9, 9)));
  });
});

describe('what stays apart', () => {
  const count = (frames: Sighting[]): number => innerFlows(frames).length;

  it('a direction that was seen in both identifiers', () => {
    const third = carried([[9, SERVER, { sequence: 971 }]], 7, 7);
    expect(count([...carried(CALM, 7, 9), ...third])).toBe(2);
  });

  it('three flows with the same ends', () => {
    const third = carried([[9, CLIENT, { sequence: 151 }]], 11, 11);
    expect(count([...carried(CALM, 7, 9), ...third])).toBe(3);
  });

  it('one direction alone in two identifiers', () => {
    const client = CALM.filter(([, from]) => from === CLIENT);
    expect(count([...carried(client, 7, 7), ...carried(client, 9, 9)])).toBe(2);
  });

  it('tunnels of two kinds', () => {
    const client = CALM.filter(([, from]) => from === CLIENT);
    const server = CALM.filter(([, from]) => from === SERVER);
    const inGeneve = server.map((step): Sighting => {
      const inner = geneve(9, ethernet(network(step)));
      return { at: step[0], bytes: ethernet(ipv4({ id: id++ }, udp({ from: 1, to: 6081 }, inner))) };
    });
    // Without a second identifier of one kind nothing would be looked for at all.
    const other = ethernet(ipv4({}, udp({ from: 1, to: 8472 }, vxlan(11, ethernet(arp())))));
    expect(count([...carried(client, 7, 7), ...inGeneve, { at: 9, bytes: other }])).toBe(2);
  });
});
