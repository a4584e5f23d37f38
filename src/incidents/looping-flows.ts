/** Flows whose packets circle between routers. */
import * as Seen from '../tally/flow-seen.ts';
import type { FlowView } from '../tally/flow-view.ts';
import * as Trouble from '../tally/trouble-layout.ts';
import { at } from './flow-facts.ts';
import { once } from './once.ts';
import { isExpired } from './traceroute.ts';

/** Passes of one packet at one place: a reflecting switch makes two, with the same TTL. */
const MIN_PASSES_HERE = 6;
/** Passes over all interfaces of a capture: a frame bridged and routed through a node is seen at five or six. */
const MIN_PASSES_ANYWHERE = 12;

export const loopingFlows = once(({ flows: { view, duplicated }, icmpErrors }): readonly number[] => {
  const expired = new Set(icmpErrors.filter(isExpired).map(({ source, destination }) => `${source} ${destination}`));
  return duplicated.filter((flow) => isLooping(at(view, flow), expired));
});

/** True when the TTL of any packet was not that of the first. */
export const hasSeveralTtls = (view: FlowView): boolean => view.has(Seen.TtlVariesA, 0) || view.has(Seen.TtlVariesA, 1);

function isLooping(view: FlowView, expired: ReadonlySet<string>): boolean {
  const here = view.trouble(Trouble.DuplicatesHere);
  const elsewhere = view.trouble(Trouble.DuplicatesElsewhere);
  const fresh = view.packets(0) + view.packets(1) - here;
  const falling = hasSeveralTtls(view);
  if (falling && here + fresh >= MIN_PASSES_HERE * fresh) return true;
  if (here + elsewhere + fresh < MIN_PASSES_ANYWHERE * fresh) return false;
  return falling || expired.has(`${view.address(0)} ${view.address(1)}`);
}
