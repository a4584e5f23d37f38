import { expect, it } from 'vitest';
import { compileFilter } from '../../src/filter/compile.ts';
import { frameRef } from '../../src/tally/frame-ref.ts';
import { concat } from '../helpers/capture-builder.ts';
import { arp, ethernet, ipv4, ipv6, SYN, tcp, udp, vlan, vxlan } from '../helpers/frames.ts';
import { analysisOf, flowOf, observeFrames, observeInputs, type Sighting, START_SECONDS } from '../helpers/observe.ts';
import { problems } from '../report/validate.ts';

const mixed: Sighting[] = Array.from({ length: 700 }, (_, i) => {
  const inner = ethernet(
    ipv4({ from: '10.244.0.1', to: `10.244.1.${i % 7}`, id: i + 1 }, tcp({ sequence: i * 5 }, i % 9)),
  );
  const kinds = [
    ethernet(arp({ to: `10.0.0.${i % 5}` })),
    ethernet(vlan(5, ipv4({ id: i + 1 }, udp({ from: i % 3 }, 10)))),
    ethernet(ipv6({}, tcp({ from: 1000 + (i % 11), sequence: i }, 20))),
    ethernet(ipv4({ id: i + 1 }, udp({ from: 1, to: 8472 }, vxlan(i % 4, inner)))),
    inner.subarray(0, 14 + (i % 40)),
  ];
  return { bytes: kinds[i % kinds.length], at: i / 100, interface: i % 2 };
});

it.each([1, 2, 63, 64, 255])('learns the same from batches of %i frames', (perBatch) => {
  const options = { linkTypes: [1, 1] };
  const report = analysisOf(observeFrames(mixed, { ...options, perBatch }));
  expect(report).toEqual(analysisOf(observeFrames(mixed, options)));
  expect(problems(report)).toEqual([]);
});

it('numbers the frames of each input from 1, and its interfaces behind those before', () => {
  const syn = (to: string): Sighting => ({ bytes: ethernet(ipv4({ to }, tcp({ flags: SYN }))) });
  const observations = observeInputs([[syn('10.0.0.2'), syn('10.0.0.3')], [syn('10.0.0.4')]], { linkTypes: [1, 1] });
  const frames = [0, 1, 2].map((flow) => frameRef(flowOf(observations, flow).firstFrame));
  expect(frames).toEqual([
    { input: 0, frame: 1 },
    { input: 0, frame: 2 },
    { input: 1, frame: 1 },
  ]);
  expect(observations.inputs.map(({ frames: count, firstInterface }) => [count, firstInterface])).toEqual([
    [2, 0],
    [1, 2],
  ]);
  expect(analysisOf(observations).inputs.map(({ interfaces }) => interfaces.map(({ frames: count }) => count))).toEqual(
    [
      [2, 0],
      [1, 0],
    ],
  );
});

it('keeps every total about what the filter kept, and the inputs about what was read', () => {
  const keeps = compileFilter('arp');
  const report = analysisOf(observeFrames(mixed, { linkTypes: [1, 1], filter: { keeps, text: 'arp' } }));
  const kept = mixed.filter((_, i) => i % 5 === 0);
  const { capture, inputs, protocols, l2, flows } = report;
  expect([capture.frames, l2.frames, protocols.arp, flows.total]).toEqual([kept.length, kept.length, kept.length, 0]);
  expect(capture.bytesOriginal).toBe(kept.reduce((sum, { bytes }) => sum + bytes.length, 0));
  expect(capture.last).toBe('2023-11-14T22:13:26.950000000Z');
  expect(inputs[0].frames).toBe(mixed.length);
  expect(inputs[0].interfaces.map(({ frames }) => frames)).toEqual([350, 350]);
  expect(l2.timeline.frames.reduce((sum, frames) => sum + frames, 0)).toBe(kept.length);
});

it('takes the frame check sequence off the packet, and leaves it in the lengths', () => {
  const packet = ethernet(ipv4({}, udp({}, 30)));
  const bytes = concat([packet, Uint8Array.of(1, 2, 3, 4)]);
  const report = analysisOf(observeFrames([{ bytes }], { fcsLength: 4 }));
  expect(report.capture.bytesOriginal).toBe(packet.length + 4);
  expect(report.faults).toEqual([]);
  expect(report.flows.top[0].bytesAB).toBe(packet.length + 4);
});

it('calls a header that runs into the frame check sequence short, not cut', () => {
  const bytes = concat([ethernet(ipv4({}, udp({}))).subarray(0, 14 + 18), Uint8Array.of(1, 2, 3, 4)]);
  expect(analysisOf(observeFrames([{ bytes }], { fcsLength: 4 })).faults).toEqual([
    { protocol: 'ipv4', kind: 'short', frames: 1 },
  ]);
});

it('takes no frame check sequence off a frame that was cut', () => {
  const bytes = ethernet(ipv4({}, udp({}, 8)));
  const report = analysisOf(observeFrames([{ bytes, original: bytes.length + 100 }], { fcsLength: 4 }));
  expect(report.faults).toEqual([]);
});

it('counts frames of link types without a decoder, and names those', () => {
  const frames = [{ bytes: new Uint8Array(40) }, { bytes: ethernet(arp()), interface: 1 }];
  const { capture, protocols } = analysisOf(observeFrames(frames, { linkTypes: [147, 1] }));
  expect(capture.undecoded).toEqual([{ linktype: 147, linktypeName: expect.any(String), frames: 1 }]);
  expect([capture.frames, protocols.arp]).toEqual([2, 1]);
});

it('believes no frame longer than 2^31 − 1 bytes', () => {
  const report = analysisOf(observeFrames([{ bytes: ethernet(ipv4({}, udp({}))), original: 2 ** 32 - 1 }]));
  expect(report.capture.bytesOriginal).toBe(2 ** 31 - 1);
  expect(report.flows.top[0].bytesAB).toBe(2 ** 31 - 1);
});

it.each([
  ['the year 9999', 253_402_300_799 - START_SECONDS, '9999-12-31T23:59:59.000000000Z'],
  ['1901', -2_147_483_648 - START_SECONDS, '1901-12-13T20:45:52.000000000Z'],
])('takes frames of %s beside one of today', (_, at, text) => {
  const packet = (id: number): Uint8Array => ethernet(ipv4({ id }, udp({}, 8)));
  for (const times of [
    [0, at],
    [at, 0],
  ]) {
    const report = analysisOf(observeFrames(times.map((time, i) => ({ bytes: packet(i + 1), at: time }))));
    expect(problems(report)).toEqual([]);
    expect([report.capture.first, report.capture.last]).toContain(text);
    expect([report.flows.top[0].first, report.flows.top[0].last]).toContain(text);
    expect(report.l2.timeline.frames.reduce((sum, frames) => sum + frames, 0)).toBe(2);
  }
});

it('makes a valid report of frames without any time stamp', () => {
  const report = analysisOf(observeFrames([{ bytes: ethernet(ipv4({}, udp({}))), at: Number.NaN }]));
  expect(problems(report)).toEqual([]);
  expect([report.capture.first, report.capture.durationSeconds, report.flows.top[0].first]).toEqual([null, 0, null]);
  expect(report.l2.timeline.start).toBeNull();
});
