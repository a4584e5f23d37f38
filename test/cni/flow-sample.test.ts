import { describe, expect, it } from 'vitest';
import { classify } from '../../src/cni/classify.ts';
import { flowSample } from '../../src/cni/flow-sample.ts';
import { scenesOf } from '../../src/cni/scenes.ts';
import * as Entry from '../../src/tally/flow-entry-layout.ts';
import type { FlowTable } from '../../src/tally/flow-table.ts';
import { ethernet, ipv4, tcp } from '../helpers/frames.ts';
import { observeFrames } from '../helpers/observe.ts';
import { emptyFlows } from '../tally/rows.ts';
import { CARD, OTHER_CARD, POD, timed } from './scene-of.ts';

/** A table of so many flows between the same two stations. */
function tableOf(size: number): FlowTable {
  const table = emptyFlows();
  table.words = new Int32Array(size * Entry.WORDS);
  table.size = size;
  return table;
}

describe('flowSample', () => {
  it('takes all flows of a small capture', () => {
    expect(flowSample(tableOf(8192))).toEqual(Array.from({ length: 8192 }, (_, flow) => flow));
  });

  it('takes the first and an even part of the others of a large one', () => {
    const sample = flowSample(tableOf(100_000));
    expect(sample.length).toBeLessThanOrEqual(1536);
    expect(sample.slice(0, 512)).toEqual(Array.from({ length: 512 }, (_, flow) => flow));
    const late = sample.filter((flow) => flow >= 50_000).length;
    expect(late).toBeGreaterThan(250);
  });

  it('does not miss a station that has one flow in a hundred thousand', () => {
    const table = tableOf(100_000);
    table.words[77_777 * Entry.WORDS + Entry.StationsA + 1] = 0xc611;
    expect(flowSample(table)).toContain(77_777);
  });

  it('stays small when every flow has new stations', () => {
    const table = tableOf(100_000);
    for (let flow = 0; flow < table.size; flow++) table.words[flow * Entry.WORDS + Entry.StationsA + 2] = flow;
    expect(flowSample(table).length).toBeLessThanOrEqual(1536);
  });
});

describe('a scene of more flows than are looked at', () => {
  const frames = Array.from({ length: 20_000 }, (_, i) =>
    ethernet(ipv4({ from: '10.0.0.1', to: '10.0.0.2', id: i }, tcp({ from: 10_000 + i, to: 80 })), {
      from: CARD,
      to: i === 19_999 ? POD : OTHER_CARD,
    }),
  );
  const observations = observeFrames(timed(frames));
  const scene = scenesOf(observations).of(0, 0);

  it('counts the packets of all', () => expect(scene.frames).toBe(20_000));
  it('knows every station', () => expect(scene.stations.size).toBe(3));
  it('keeps the counts of the stations in proportion', () => {
    const sent = [...scene.stations.values()].reduce((sum, station) => sum + station.sent, 0);
    expect(sent).toBe(scene.unicast);
    expect(scene.unicast).toBeLessThan(9000);
  });
  it('is told in the summary', () => {
    expect(classify(observations).verdict.summary).toMatch(/ Its evidence is counted in \d+ of 20000 flows\.$/);
    const few = observeFrames(timed(frames.slice(0, 100)));
    expect(classify(few).verdict.summary).not.toContain('evidence is counted');
  });
});
