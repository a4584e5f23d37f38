/** The run's clock: time stamps as nanoseconds in a double, counted from a day before which nothing is expected. */

const SECONDS_PER_DAY = 86_400;
const NS_PER_SECOND = 1e9;

/**
 * Times are exact within 103 days of the epoch (2^53 ns); the epoch is the start of the first packet's day, so that whole seconds, minutes and hours of the
 * clock are whole multiples here.
 */
export class Clock {
  /** Seconds since 1970; NaN before the first time stamp. */
  epochSeconds = Number.NaN;

  /** ns since the epoch; the first time stamp sets it. NaN stays NaN. */
  at(seconds: number, nanoseconds: number): number {
    if (Number.isNaN(this.epochSeconds)) this.epochSeconds = Math.floor(seconds / SECONDS_PER_DAY) * SECONDS_PER_DAY;
    return (seconds - this.epochSeconds) * NS_PER_SECOND + nanoseconds;
  }
}
