/** netsight as a library. */
export { type AnalyzeOptions, analyze, type CaptureInput } from './analyze.ts';
export { CaptureError, UsageError } from './base/errors.ts';
export type { GivenCapture } from './capture/input.ts';
export type { Progress } from './engine/run.ts';
export type {
  Analysis,
  Finding,
  Flow,
  FlowEnd,
  Input,
  IpEndpoint,
  LinkLayer,
  MacEndpoint,
  Segment,
  Severity,
  Tunnel,
  Verdict,
} from './report/analysis.ts';
export { VERSION as version } from './version.ts';
export { type Watched, watch } from './watch.ts';
