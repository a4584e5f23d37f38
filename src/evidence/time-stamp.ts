/** A record's time as packet blocks of ours hold it: nanoseconds, counted from a second that the interface names. */

const NS_PER_SECOND = 1_000_000_000n;
/** 544 years: 64 bits hold their nanoseconds. Times of 1970 to 2514 need no offset. */
const SPAN_SECONDS = 2 ** 34;

export interface TimeStamp {
  /** if_tsoffset: seconds from 1970 that the interface's times count from; not 0 only where a clock was wildly wrong. */
  offset: number;
  /** ns since then. */
  units: bigint;
  /** Why they are not the packet's own; null when they are. */
  remark: string | null;
}

/**
 * The time of an EPB. A packet without one gets 0 and a remark: the block that has no time, the SPB, has no options either, so the comment that the file is
 * written for would be lost, and with it the interface.
 */
export function timeStamp(seconds: number, nanoseconds: number): TimeStamp {
  if (Number.isNaN(seconds)) return without('the capture holds no time stamp for this packet; 1970 stands for none');
  if (!Number.isSafeInteger(seconds))
    return without(`the time stamp of this packet, ${seconds} seconds from 1970, cannot be true; 1970 stands for it`);
  const offset = Math.floor(seconds / SPAN_SECONDS) * SPAN_SECONDS;
  return { offset, units: BigInt(seconds - offset) * NS_PER_SECOND + BigInt(nanoseconds), remark: null };
}

const without = (remark: string): TimeStamp => ({ offset: 0, units: 0n, remark });
