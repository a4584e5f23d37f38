/** Time stamps of a capture that go backwards. */
import { type ClockStep, MIN_STEP_NS } from '../../tally/clock-steps.ts';
import { frameRef } from '../../tally/frame-ref.ts';
import { allInterfaces } from '../../tally/observations.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { counted, seconds } from '../wording.ts';

/** Frames behind each step, on average: a clock that was set goes on from there, a frame that was written late stands alone. */
const MIN_FRAMES_BEHIND = 10;
/** Time services and time zones (14 hours at most) set clocks back by less; beyond it files of different days were put together, or time stamps are made up. In ns. */
const MAX_CLOCK_STEP_NS = 86_400e9;

export const clockJump: Detector = {
  id: 'clock-jump',
  title: 'Time stamps go backwards',
  reference: 'pcapng: Enhanced Packet Block (timestamps need not be in order); settimeofday(2); chronyd: makestep',
  explain: `Time stamps of one capture interface go back by a second or more from one frame to the next. When many frames follow at the earlier time, the clock of the capturing computer
was set back while it captured: by a time service at its first contact, by hand, or by the host of a virtual machine. Durations, rates, retry intervals and round-trip times across
the step are then wrong, and what was found from them with them. A few frames that are late, or two clocks in turns, are frames written out of order or of two sources in one file:
information only, and so are steps of more than a day, which come of files put together.
Steps of milliseconds are ordinary (queues of one card, devices of one computer) and are not counted; interfaces and files are never compared with one another. Leaps forward
are not reported: in a capture nothing tells them from silence.`,
  detect: (input) => input.observations.kept.clock.list().map((step) => draft(input, step)),
};

/** True when so many frames go on from the earlier time that the clock itself was set. */
const isSet = ({ framesBehind, steps }: ClockStep): boolean => framesBehind >= MIN_FRAMES_BEHIND * steps.count;

/** True when nothing but a clock that was set explains it. */
const isClock = (step: ClockStep): boolean => isSet(step) && step.largestNs <= MAX_CLOCK_STEP_NS;

function draft({ observations }: DetectorInput, step: ClockStep): Draft {
  const { steps, largestNs, largestFrame, framesBehind } = step;
  const { input, facts } = allInterfaces(observations)[step.interface];
  const { path, interfaces } = observations.inputs[input];
  const name = facts.name ?? `interface ${facts.id}`;
  const subject = `${path}: ${name}`;
  const shown = [steps.firstFrame, largestFrame, steps.lastFrame];
  // frame.time_delta would compare a frame with that of another interface.
  const numbers = [...new Set(shown.map((frame) => frameRef(frame).frame))];
  return {
    severity: isClock(step) ? 'warning' : 'info',
    subject,
    summary: `Time stamps of ${name} go back ${counted(steps.count, 'time')}, by ${steps.count > 1 ? 'at most ' : ''}${seconds(largestNs)} s${
      isSet(step) ? '' : ', for a few frames each'
    }.`,
    count: steps.count,
    first: steps.first,
    last: steps.last,
    confidence: isClock(step) ? 0.9 : 0.6,
    evidence: [
      { fact: 'steps back', value: steps.count, unit: 'steps', frames: [steps.firstFrame, steps.lastFrame] },
      { fact: 'largest step back', value: seconds(largestNs), unit: 'seconds', frames: [largestFrame] },
      { fact: 'frames until the time before the step was reached again', value: framesBehind, unit: 'frames' },
    ],
    displayFilter:
      interfaces.length === 1
        ? `frame.time_delta <= -${seconds(MIN_STEP_NS)}`
        : `frame.number in {${numbers.join(', ')}}`,
    alternatives: [
      'captures put into one file in the wrong order',
      'frames of two clocks in one interface, or written long after they were seen',
    ],
    next: {
      where: 'where the capture was taken',
      command: 'journalctl -g "clock|time" -u chronyd -u systemd-timesyncd -u ntpd',
      why: 'says when the clock was set; reordercap sorts a file whose frames are only out of order',
    },
    endpoints: [subject],
  };
}
