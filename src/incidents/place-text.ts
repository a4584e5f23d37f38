/** Where in a capture something was seen, as a phrase. */
import { type Observations, placeName } from '../tally/observations.ts';

/** ` at eth0`; empty when the capture has only one place, and that without a name. */
export function atPlace(observations: Observations, place: number): string {
  const name = placeName(observations, place);
  return observations.tallies.places.list.length === 1 && /^\d+$/.test(name) ? '' : ` at ${name}`;
}
