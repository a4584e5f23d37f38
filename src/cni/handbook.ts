/** The pages of `explain`: every mode, submode and signal, in the words of the files that know them. */
import { pages as bridge } from './modes/bridge.ts';
import { pages as hostDevice } from './modes/host-device.ts';
import { pages as ipvlan } from './modes/ipvlan.ts';
import { pages as macvlan } from './modes/macvlan.ts';
import type { ModePage } from './modes/mode-page.ts';
import { pages as nothing } from './modes/nothing.ts';
import { pages as overlay } from './modes/overlay.ts';
import { pages as routed } from './modes/routed.ts';
import { pages as vlan } from './modes/vlan.ts';
import { SIGNALS } from './registry.ts';
import type { Signal } from './signal.ts';

/** Every mode and submode that has a page. */
export const MODE_PAGES: readonly ModePage[] = [
  ...bridge,
  ...macvlan,
  ...ipvlan,
  ...hostDevice,
  ...vlan,
  ...routed,
  ...overlay,
  ...nothing,
];

/** The page of a mode or submode; that of its mode when the submode has none; null for an unknown id. */
export const modePage = (id: string): ModePage | null =>
  MODE_PAGES.find((page) => page.id === id) ?? MODE_PAGES.find((page) => page.id === id.split('/')[0]) ?? null;

/** The signal of this id; null when there is none. */
export const signalPage = (id: string): Signal | null => SIGNALS.find((signal) => signal.id === id) ?? null;
