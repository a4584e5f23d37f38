import { describe, expect, it } from 'vitest';
import { classify } from '../../src/cni/classify.ts';
import { written } from '../../src/cni/hypotheses.ts';
import { networksOf } from '../../src/cni/networks.ts';
import { scenesOf } from '../../src/cni/scenes.ts';
import { ethernet, ipv4, sll2, tcp, udp, vxlan } from '../helpers/frames.ts';
import { observeFrames, observeInputs, type Sighting } from '../helpers/observe.ts';
import { CARD, type End, handshake, OTHER_CARD, POD, report, resolve, SIBLING, timed, VETH } from './scene-of.ts';

const TWO = { linkTypes: [1, 1] };
const pod = { mac: POD, ip: '10.0.0.2', unfinished: true };
const sibling = { mac: SIBLING, ip: '10.0.0.3', unfinished: true };
const card = { mac: CARD, ip: '192.168.7.1' };
const otherCard = { mac: OTHER_CARD, ip: '192.168.7.2' };

/** ARP and three connections of two ends. */
const talk = (one: End, other: End): Uint8Array[] => [
  ...resolve(one, other),
  ...[40_001, 40_002, 40_003].flatMap((port) => handshake(one, other, port)),
];
/** The frames of both lists in turns, as interfaces 0 and 1. */
function interleaved(first: readonly Uint8Array[], second: readonly Uint8Array[]): Sighting[] {
  const both = first.flatMap((bytes, i) => [
    { bytes, interface: 0 },
    ...(i < second.length ? [{ bytes: second[i], interface: 1 }] : []),
  ]);
  const rest = second.slice(first.length).map((bytes) => ({ bytes, interface: 1 }));
  return [...both, ...rest].map((sighting, i) => ({ ...sighting, at: i * 0.001 }));
}

describe('two interfaces without a station in common', () => {
  const frames = interleaved(talk(pod, sibling), talk(card, otherCard));
  const { segments, verdict } = classify(observeFrames(frames, TWO));

  it('are two segments, each judged by itself', () => {
    expect(segments.map((segment) => segment.verdict.mode)).toEqual([verdict.mode, 'none']);
    expect(['bridge', 'macvlan']).toContain(verdict.mode);
    expect(segments.map(({ hosts }) => hosts.map(({ mac }) => mac).toSorted())).toEqual([
      [SIBLING, POD],
      [CARD, OTHER_CARD],
    ]);
  });

  it('are named, and their frames are each its own', () => {
    expect(segments.map((segment) => segment.interface)).toEqual(['interface 0', 'interface 1']);
    expect(segments.map((segment) => segment.frames)).toEqual([14, 14]);
  });

  it('are judged as each would be alone', () => {
    const alone = classify(observeFrames(timed(talk(pod, sibling)))).verdict;
    expect(written(verdict)).toBe(written(alone));
    expect(verdict.confidence).toBeCloseTo(alone.confidence, 6);
  });
});

describe('interfaces that hear the same stations', () => {
  it('are one segment when each packet is seen at both', () => {
    const frames = talk(pod, sibling).flatMap((bytes) => [
      { bytes, interface: 0 },
      { bytes, interface: 1 },
    ]);
    const observations = observeFrames(
      frames.map((frame, i) => ({ ...frame, at: i * 1e-5 })),
      TWO,
    );
    const { segments } = classify(observations);
    expect(segments.map((segment) => [segment.interface, segment.hosts.length])).toEqual([[null, 2]]);
    expect(scenesOf(observations).of(0, 0).interfaces).toBe(2);
  });

  it('are one segment when the parts of a rotated capture follow one another', () => {
    const all = timed(talk(pod, sibling));
    const [whole, parts] = [observeInputs([all]), observeInputs([all.slice(0, 5), all.slice(5)])];
    expect(classify(parts).segments.length).toBe(1);
    expect(classify(parts).verdict.candidates).toEqual(classify(whole).verdict.candidates);
  });

  it('count as one place when their files follow one another, and as several when they overlap', () => {
    const all = timed(talk(pod, sibling));
    const [parts, turns] = [
      [all.slice(0, 5), all.slice(5)],
      [all.filter((_, i) => i % 2 === 0), all.filter((_, i) => i % 2 === 1)],
    ];
    expect(scenesOf(observeInputs(parts)).of(0, 0).interfaces).toBe(1);
    expect(scenesOf(observeInputs(turns)).of(0, 0).interfaces).toBe(2);
  });

  it('are one segment where a packet that only one of them counts is all they share', () => {
    const shared = handshake(pod, sibling)[0];
    const frames = [
      ...interleaved(talk(pod, { ...card, ip: '10.0.0.9' }), talk(sibling, { ...otherCard, ip: '10.0.0.8' })),
      { bytes: shared, interface: 0, at: 1 },
      { bytes: shared, interface: 1, at: 1.00001 },
    ];
    expect(networksOf(observeFrames(frames, TWO)).count).toBe(1);
  });
});

it("does not join by an address that all of a product's links share", () => {
  const host = { mac: 'ee:ee:ee:ee:ee:ee', ip: '169.254.1.1' };
  const frames = interleaved(talk(pod, host), talk(sibling, host));
  expect(networksOf(observeFrames(frames, TWO)).count).toBe(2);
});

it('keeps the stations of both sides of a router, although each packet is counted on one side only', () => {
  const [inside, outside] = [VETH, '7e:01:02:03:04:99'];
  const there = (id: number, ttl: number, from: string, to: string): Uint8Array =>
    ethernet(ipv4({ from: '10.0.0.2', to: '10.9.0.2', id, ttl }, tcp({ from: 40_000, to: 80, sequence: id })), {
      from,
      to,
    });
  const back = (id: number, ttl: number, from: string, to: string): Uint8Array =>
    ethernet(ipv4({ from: '10.9.0.2', to: '10.0.0.2', id, ttl }, tcp({ from: 80, to: 40_000, sequence: id })), {
      from,
      to,
    });
  const frames = [1, 2, 3, 4].flatMap((id) => [
    { bytes: there(id, 64, POD, inside), interface: 0, at: id },
    { bytes: there(id, 63, outside, CARD), interface: 1, at: id + 1e-5 },
    { bytes: back(id + 100, 64, CARD, outside), interface: 1, at: id + 0.2 },
    { bytes: back(id + 100, 63, inside, POD), interface: 0, at: id + 0.20001 },
  ]);
  const { list } = scenesOf(observeFrames(frames, TWO));
  expect(list.map(({ stations }) => stations.size)).toEqual([2, 2]);
  expect(list.map(({ stations }) => [...stations.values()].every(({ sent }) => sent > 0))).toEqual([true, true]);
});

it('keeps the devices of a capture of all of them together', () => {
  const cooked = (device: number, id: number, from: string): Uint8Array => sll2(ipv4({ id }, tcp()), device, 0, from);
  const frames = timed([1, 2, 3].flatMap((id) => [cooked(2, id, POD), cooked(3, id + 10, CARD)]));
  const { segments } = classify(observeFrames(frames, { linkTypes: [276] }));
  expect(segments.length).toBe(1);
});

describe('tunnels', () => {
  const inner = (id: number): Uint8Array => ethernet(ipv4({ id, ttl: 63 }, tcp()), { from: POD, to: SIBLING });
  const outer = (id: number, vni: number, ends: [string, string], stations: [string, string]): Uint8Array =>
    ethernet(ipv4({ id, from: ends[0], to: ends[1] }, udp({ from: 50_000, to: 8472 }, vxlan(vni, inner(id)))), {
      from: stations[0],
      to: stations[1],
    });
  const tunnelScenes = (frames: Sighting[]) =>
    scenesOf(observeFrames(frames, TWO)).list.filter(({ tunnel }) => tunnel !== null);
  const [LEFT, RIGHT]: [string, string][] = [
    [CARD, OTHER_CARD],
    ['00:50:56:00:00:11', '00:50:56:00:00:12'],
  ];

  it('of other endpoints on another network are a segment of their own', () => {
    const one = [1, 2, 3].map((id) => outer(id, 1, ['10.1.0.1', '10.1.0.2'], LEFT));
    const other = [4, 5, 6].map((id) => outer(id, 77, ['10.2.0.1', '10.2.0.2'], RIGHT));
    const scenes = tunnelScenes(interleaved(one, other));
    expect(scenes.map(({ tunnel }) => [...tunnel!.ids.keys()])).toEqual([[1], [77]]);
    expect(scenes.map(({ stations }) => stations.size)).toEqual([2, 2]);
  });

  it('of the same endpoints are one, though each direction was seen first on another network', () => {
    const there = [1, 2, 3].map((id) => outer(id, 1, ['10.1.0.1', '10.2.0.2'], LEFT));
    const back = [4, 5, 6].map((id) => outer(id, 1, ['10.2.0.2', '10.1.0.1'], RIGHT));
    const [scene, ...others] = tunnelScenes(interleaved(there, back));
    expect(others).toEqual([]);
    expect(scene.tunnel).toMatchObject({ pairs: 1, symmetric: 1, frames: 6 });
  });
});

it('bears thousands of interfaces, each with stations of its own', () => {
  const stations = (i: number): End => ({
    mac: `3c:fd:fe:00:${[i >> 8, i & 255].map((byte) => byte.toString(16).padStart(2, '0')).join(':')}`,
    ip: `10.0.${i >> 8}.${i & 255}`,
  });
  const frames = Array.from({ length: 5000 }, (_, i) => ({
    bytes: resolve(stations(i), card, false)[0],
    interface: i,
    at: i * 0.001,
  }));
  const linkTypes = new Array<number>(5000).fill(1);
  const observations = observeFrames(frames, { linkTypes });
  expect(scenesOf(observations).list.length).toBe(256);
  expect(classify(observations).segments.length).toBe(128);
});

it('names a network that it knows before one that it does not', () => {
  const glimpse = [1, 2, 3].map((id) =>
    ethernet(ipv4({ id, to: '239.1.1.1' }, udp({}, new Uint8Array(4))), { from: VETH, to: '01:00:5e:01:01:01' }),
  );
  const frames = interleaved(glimpse, handshake(card, otherCard).slice(0, 2));
  const { segments, verdict } = classify(observeFrames(frames, TWO));
  expect(segments.length).toBe(2);
  expect(segments[1].verdict.mode).toBe('unknown');
  expect(verdict.mode).not.toBe('unknown');
});

describe('equal addresses in two networks', () => {
  const ends = (one: string, other: string): [End, End] => [
    { mac: one, ip: '10.0.0.1' },
    { mac: other, ip: '10.0.0.2' },
  ];
  const frames = interleaved(handshake(...ends(POD, SIBLING)), handshake(...ends(CARD, OTHER_CARD)));

  it('do not join them, and each keeps its own stations', () => {
    const { list } = scenesOf(observeFrames(frames, TWO));
    expect(list.map(({ stations }) => [...stations.keys()].length)).toEqual([2, 2]);
  });

  it('nor does the unspecified address, from which everybody reports to the same group', () => {
    const both = interleaved([report(POD, '::')], [report(CARD, '::')]);
    expect(networksOf(observeFrames([...frames, ...both.map((one) => ({ ...one, at: 1 }))], TWO)).count).toBe(2);
  });
});

it('names frames of the second of two files by their numbers there', () => {
  const files = [talk(card, otherCard), talk(pod, sibling)].map((frames) =>
    frames.map((bytes, i) => ({ bytes, at: i })),
  );
  const { segments } = classify(observeInputs(files));
  const evidence = segments.flatMap((segment) => segment.verdict.evidence);
  expect(evidence.some(({ input }) => input === 1)).toBe(true);
  for (const { input, frames } of evidence)
    expect(frames.every((frame) => input !== null && frame >= 1 && frame <= files[input].length)).toBe(true);
});
