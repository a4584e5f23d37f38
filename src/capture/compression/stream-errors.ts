import { StreamError } from '../byte-source.ts';

/** The compressed input ended before the end that the format announces. */
export function truncated(format: string): StreamError {
  return new StreamError('truncated-compression', `The ${format} stream ends early; what could be unpacked was read.`);
}

/** The compressed input makes no sense. */
export function corrupt(format: string, reason: string): StreamError {
  return new StreamError(
    'corrupt-compression',
    `The ${format} stream is corrupt (${reason}); what could be unpacked before was read.`,
  );
}
