/** What must hold between the numbers of any report. */
import type { Analysis } from '../../../src/report/analysis.ts';
import { problems } from '../../report/validate.ts';
import { expectThat } from './fault.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** The report is as its schema says, and adds up. */
export function checkTotals(analysis: Analysis): void {
  const wrong = problems(analysis);
  expectThat(wrong.length === 0, `the report breaks its schema: ${wrong[0]?.replaceAll(/\d+/g, 'n')}`, () =>
    wrong.join('\n'),
  );
  const { inputs, capture, protocols, l2, flows } = analysis;
  expectThat(capture.frames === sum(inputs.map(({ frames }) => frames)), 'frames of inputs do not add up');
  expectThat(
    Object.values(protocols).every((frames) => frames <= capture.frames),
    'a protocol has more frames than there are',
  );
  const casts = l2.unicast.frames + l2.broadcast.frames + l2.multicast.frames;
  expectThat(casts <= l2.frames && l2.frames <= capture.frames, 'casts do not add up', () => `${casts} ${l2.frames}`);
  expectThat(flows.total === sum(Object.values(flows.byProtocol)), 'flows by protocol do not add up');
  expectThat(flows.top.length <= flows.total, 'more flows are listed than there are');
  checkNumbers(analysis);
  checkFrames(analysis);
}

/** Counters are whole, not negative and exact. */
function checkNumbers({ capture, flows }: Analysis): void {
  const counters = [capture.frames, capture.bytesCaptured, capture.bytesOriginal];
  const ofFlows = flows.top.flatMap((flow) => [flow.packetsAB, flow.packetsBA, flow.bytesAB, flow.bytesBA]);
  const wrong = [...counters, ...ofFlows].find((value) => !Number.isSafeInteger(value) || value < 0);
  expectThat(wrong === undefined, 'a counter is not a whole number', () => wrong);
}

/** Evidence names frames that are there. */
function checkFrames({ findings, verdict, inputs }: Analysis): void {
  for (const { input, frames } of [...findings.flatMap(({ evidence }) => evidence), ...verdict.evidence]) {
    const last = input === null ? 0 : (inputs[input]?.frames ?? 0);
    const wrong = frames.find((frame) => frame < 1 || frame > last);
    expectThat(
      wrong === undefined,
      'evidence names a frame that is not there',
      () => `input ${input}, frame ${wrong} of ${last}`,
    );
  }
}
