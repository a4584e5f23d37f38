/** Handbook: the two answers that name no network. */
import type { ModePage } from './mode-page.ts';

export const pages: readonly ModePage[] = [
  {
    id: 'none',
    title: 'Ordinary hosts',
    what: 'Nothing of Kubernetes is to be seen.',
    shows: "Network cards' addresses, each with an address or two, and a router.",
    confused: 'host-device, macvlan passthru and a single ipvlan pod without IPv6 look exactly so.',
    settle: 'Capture inside the pod, from before it starts, with IPv6 on.',
  },
  {
    id: 'unknown',
    title: 'Too little to tell',
    what: 'A few frames, or frames of no network layer.',
    shows: 'No station speaks for itself, or hardly.',
    confused: 'It is no mode, and no excuse for one.',
    settle: 'Capture longer, without a filter, with whole frames, from before the pod starts.',
  },
];
