/** What the kernel finds in its one pass over all flows. */
import { expect, it } from 'vitest';
import * as Entry from '../../src/tally/flow-entry-layout.ts';
import { FlowSurvey } from '../../src/tally/flow-survey.ts';
import type { FlowTable } from '../../src/tally/flow-table.ts';
import * as Layout from '../../src/tally/kernel-layout.ts';
import * as Survey from '../../src/tally/survey-layout.ts';
import { ACK, ethernet, ipv4, RST, SYN, tcp, udp } from '../helpers/frames.ts';
import { observeFrames } from '../helpers/observe.ts';

const CLIENT = '10.0.0.1';
const SERVER = '10.0.0.2';
const icmp = { protocol: 1, checksum: null, bytes: Uint8Array.of(8, 0, 0, 0, 0, 1, 0, 1), pseudo: false };

/** A segment of the connection from this port; with `back`, what the server sends. */
const segment = (port: number, flags: number, back = false): Uint8Array =>
  back
    ? ethernet(ipv4({ from: SERVER, to: CLIENT }, tcp({ from: 80, to: port, flags })))
    : ethernet(ipv4({ from: CLIENT, to: SERVER }, tcp({ from: port, to: 80, flags })));
const ping = (id: number): Uint8Array => ethernet(ipv4({ from: CLIENT, to: SERVER, id }, icmp));

const surveyOf = (frames: Uint8Array[]): FlowSurvey =>
  observeFrames(frames.map((bytes, at) => ({ bytes, at }))).tallies.survey;
const listsOf = (frames: Uint8Array[]): number[][] =>
  Array.from({ length: Survey.LISTS }, (_, list) => surveyOf(frames).list(list));

it('lists each kind of flow by its number', () => {
  const frames = [
    ...[segment(1, SYN), segment(1, RST | ACK, true)],
    ...[segment(2, ACK), segment(2, ACK)],
    ...[segment(3, SYN), segment(3, ACK)],
    segment(4, SYN),
    ...[segment(5, SYN), segment(5, SYN)],
    ...[segment(6, SYN), segment(6, SYN | ACK, true)],
    ...[ping(1), ping(2)],
    ethernet(ipv4({ from: CLIENT, to: SERVER }, udp({ from: 7, to: 9 }))),
  ];
  const lists = listsOf(frames);
  expect(lists[Survey.REFUSED]).toEqual([0]);
  expect(lists[Survey.HALF_SEEN]).toEqual([1, 2]);
  expect(lists[Survey.HALF_OPENED]).toEqual([2]);
  expect(lists[Survey.LONE_SYNS]).toEqual([3]);
  expect(lists[Survey.ASKED_AGAIN]).toEqual([4, 6]);
});

it('lists nothing that was neither asked in vain nor answered by half', () => {
  expect(listsOf([segment(1, SYN), segment(1, SYN | ACK, true), ping(1)]).flat()).toEqual([]);
});

it('cuts a list, and says so', () => {
  const { flows, survey } = observeFrames([{ bytes: segment(1, SYN), at: 0 }]).tallies;
  expect(survey.refused).toBe(0);
  repeatFlow(flows, Survey.MAX_LISTED + 1);
  const cut = new FlowSurvey(flows);
  expect([cut.refused, cut.count(Survey.LONE_SYNS)]).toEqual([1, Survey.MAX_LISTED + 1]);
  expect(cut.list(Survey.LONE_SYNS).length).toBe(Survey.MAX_LISTED);
  expect(cut.list(Survey.LONE_SYNS).at(-1)).toBe(Survey.MAX_LISTED - 1);
});

/** As if there were so many flows as the first. */
function repeatFlow({ kernel }: FlowTable, count: number): void {
  const { exports } = kernel;
  const memory = kernel.memory as typeof kernel.memory & { grow(pages: number): number };
  memory.grow(Math.ceil((4 * Entry.WORDS * count) / Layout.PAGE));
  const words = new Int32Array(memory.buffer, Layout.FLOWS, Entry.WORDS * count);
  const first = words.slice(0, Entry.WORDS);
  for (let flow = 1; flow < count; flow++) words.set(first, flow * Entry.WORDS);
  exports.setFlowCount(count);
}

it('weighs flows by their bytes on the wire', () => {
  const [one, other] = [segment(1, SYN), segment(2, SYN)];
  const survey = surveyOf([one, other, one]);
  expect([survey.weightOf(0), survey.weightOf(1)]).toEqual([2 * one.length, other.length]);
});
