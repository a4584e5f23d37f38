/** netsight as a library. */
export { type AnalyzeOptions, analyze } from './analyze.ts';
export { CaptureError, UsageError } from './base/errors.ts';
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
