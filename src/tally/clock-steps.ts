/** Time stamps that go backwards within one capture interface: how far, how often, and for how many frames. */
import { Occurrences } from './occurrences.ts';

/** What is known of a frame: its time in ns of the run's clock, NaN without one, and its reference. */
interface Seen {
  timeNs: number;
  frame: number;
}

/** Queues of a network card and the devices of one computer hand their frames on out of order by milliseconds; a second is no reordering. In ns. */
export const MIN_STEP_NS = 1e9;

/** What the clock of one capture interface did. */
export interface ClockStep {
  /** Index over the interfaces of all inputs. */
  interface: number;
  /** Steps back by MIN_STEP_NS or more from one frame of the interface to its next; times and frames are those behind the step. */
  steps: Occurrences;
  /** The largest of them in ns, and the frame behind it. */
  largestNs: number;
  largestFrame: number;
  /** Frames from each step on until the latest time before it was reached again. */
  framesBehind: number;
}

/** A clock that was behind its own latest time. */
interface State extends ClockStep {
  /** Time of the last frame behind, and the how many-th of its interface it was. */
  lastNs: number;
  lastNth: number;
  /** True from a step on until the latest time is reached again. */
  stepped: boolean;
}

export class ClockSteps {
  /** By interface; there are as many as interfaces. */
  private readonly states = new Map<number, State>();

  /** Takes the `nth` frame of an interface, which is earlier than its `latest` or has no time. */
  behind(captureInterface: number, nth: number, latest: number, seen: Seen): void {
    const { timeNs } = seen;
    const state = this.states.get(captureInterface) ?? this.begin(captureInterface);
    const goesOn = state.lastNth === nth - 1;
    if (goesOn) state.lastNth = nth;
    if (Number.isNaN(timeNs)) return;
    const stepNs = (goesOn ? state.lastNs : latest) - timeNs;
    state.stepped = stepNs >= MIN_STEP_NS || (goesOn && state.stepped);
    if (stepNs >= MIN_STEP_NS) step(state, stepNs, seen);
    if (state.stepped) state.framesBehind++;
    state.lastNs = timeNs;
    state.lastNth = nth;
  }

  /** Every interface whose time stamps step back, in order of the first frame that is out of order. */
  list(): ClockStep[] {
    return [...this.states.values()].filter(({ steps }) => steps.count > 0);
  }

  private begin(captureInterface: number): State {
    const state = {
      interface: captureInterface,
      steps: new Occurrences(),
      largestNs: 0,
      largestFrame: 0,
      framesBehind: 0,
      lastNs: Number.NaN,
      lastNth: 0,
      stepped: false,
    };
    this.states.set(captureInterface, state);
    return state;
  }
}

function step(state: State, stepNs: number, { timeNs, frame }: Seen): void {
  state.steps.addAt(timeNs, frame);
  if (stepNs <= state.largestNs) return;
  state.largestNs = stepNs;
  state.largestFrame = frame;
}
