/** Stations whose frames to groups go round in a ring. */
import type { GroupSender } from '../tally/group-frames.ts';
import type { Observations } from '../tally/observations.ts';

/** Unchanged repetitions of one frame: a mirror or a reflecting switch makes one or two copies, a ring makes as many as the capture lasts. */
const MIN_SERIES = 20;

export const circlingSenders = ({ tallies }: Observations): GroupSender[] => tallies.groupFrames.circling(MIN_SERIES);
