/** A scenario as the capture lab reads it (see its README), and what several kinds of scenario share. */
import type { Lot } from './lot.ts';

export interface Capture {
  v: string;
  in: string;
  [option: string]: unknown;
}

export interface Scenario {
  name: string;
  title: string;
  cni: { mode: string; submode?: string };
  hosts: Record<string, Record<string, unknown>>;
  pods: Record<string, unknown>[];
  captures: Capture[];
  workload: string[];
  [option: string]: unknown;
}

/** What frames of a card allow. */
export const CARD = ['none', 'host-device', 'macvlan/passthru', 'ipvlan/l2'];
/** What frames of random station addresses allow. */
export const OWN_STATION = ['bridge', 'macvlan/bridge', 'macvlan/private', 'macvlan/vepa'];
/** What may be behind a router. */
export const BEHIND = [...CARD, ...OWN_STATION, 'ptp', 'native/*', 'ipvlan/l3', 'ipvlan/l3s'];

/** Captures of one scenario. */
const PLACES = 3;

/** Some of the places, a few of them cut to their headers or filtered. */
export function capturesAt(lot: Lot, places: readonly Capture[], tagged: boolean): Capture[] {
  return lot.some(places, PLACES).map((place) => {
    const changed = { ...place };
    if (lot.chance(0.12)) changed.snap = lot.pick([68, 96, 128]);
    if (!tagged && lot.chance(0.1)) {
      changed.filter = lot.pick(['tcp', 'arp or icmp6', 'ip or ip6']);
      changed.v = `${place.v}-filtered`;
    }
    if (place.dev === 'any' && lot.chance(0.3)) changed.dlt = 'LINUX_SLL';
    return changed;
  });
}

/** A /24 of a private range. */
export const network = (lot: Lot): string =>
  lot.chance(0.3)
    ? `192.168.${lot.number(0, 254)}`
    : lot.chance(0.3)
      ? `172.${lot.number(16, 31)}.${lot.number(0, 254)}`
      : `10.${lot.number(1, 250)}.${lot.number(0, 254)}`;
