/** What the kernel finds in its one pass over all flows. */
import { expect, it } from 'vitest';
import * as Entry from '../../src/tally/flow-entry-layout.ts';
import { FlowSurvey } from '../../src/tally/flow-survey.ts';
import type { FlowTable } from '../../src/tally/flow-table.ts';
import * as Layout from '../../src/tally/kernel-layout.ts';
import * as Survey from '../../src/tally/survey-layout.ts';
import { ACK, ethernet, ipv4, mss, RST, SYN, tcp, udp, vlan } from '../helpers/frames.ts';
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

it('lists lone SYNs of clients that sent many, and looks anew in a second survey', () => {
  const many = Array.from({ length: 5 }, (_, i) => segment(i + 1, SYN));
  const other = ethernet(ipv4({ from: '10.9.9.9', to: SERVER }, tcp({ from: 7, to: 80, flags: SYN })));
  const { flows, survey } = observeFrames([...many, other].map((bytes) => ({ bytes }))).tallies;
  expect([1, 2, 5, 6].map((least) => survey.keenSyns(least).length)).toEqual([6, 5, 5, 0]);
  expect(new FlowSurvey(flows).keenSyns(6)).toEqual([]);
});

it('lists segments larger than their receiver announced, and SYNs whose checksum is left unfinished', () => {
  const announcing = (port: number, bytes: number): Uint8Array =>
    ethernet(ipv4({ from: SERVER, to: CLIENT }, tcp({ from: 80, to: port, flags: SYN | ACK, options: mss(bytes) })));
  const data = (port: number, length: number): Uint8Array =>
    ethernet(ipv4({ from: CLIENT, to: SERVER }, tcp({ from: port, to: 80, flags: ACK }, length)));
  const bad = segment(4, SYN);
  new DataView(bad.buffer).setUint16(14 + 20 + 16, pseudoSum());
  const lists = listsOf([
    ...[segment(1, SYN), announcing(1, 500), data(1, 500)],
    ...[segment(2, SYN), announcing(2, 500), data(2, 501)],
    ...[segment(3, SYN), data(3, 9000)],
    bad,
  ]);
  expect([lists[Survey.OVERSIZED], lists[Survey.UNFINISHED]]).toEqual([[1], [3]]);
});

/** Of a TCP segment of 20 bytes from the client to the server (RFC 9293 §3.1). */
const pseudoSum = (): number => 0x0a00 + 0x0001 + 0x0a00 + 0x0002 + 6 + 20;

it('finds flows between the same ends behind other tags, in both directions', () => {
  const tagged = (port: number, back: boolean): Uint8Array => {
    const [from, to] = back ? [SERVER, CLIENT] : [CLIENT, SERVER];
    const ports = back ? { from: 80, to: port } : { from: port, to: 80 };
    return ethernet(vlan(7, ipv4({ from, to }, tcp({ ...ports, flags: ACK }))));
  };
  const survey = surveyOf([segment(1, ACK), segment(2, ACK), tagged(1, true), tagged(2, false), tagged(3, true)]);
  expect([...survey.alike([0])]).toEqual([0, 2]);
  expect([...survey.alike([1, 4])]).toEqual([1, 3, 4]);
  expect([...survey.alike([])]).toEqual([]);
});

it('goes on where its list of flows alike was full', () => {
  const { flows, survey } = observeFrames([{ bytes: segment(1, SYN), at: 0 }]).tallies;
  repeatFlow(flows, Survey.MAX_LISTED + 3);
  const found = [...survey.alike([5])];
  expect([found.length, found.at(-1)]).toEqual([Survey.MAX_LISTED + 3, Survey.MAX_LISTED + 2]);
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
