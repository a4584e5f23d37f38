/** How numbers and lists read in the sentences of findings. */

/** Names in one sentence; the rest is counted. */
const MAX_NAMED = 4;
const NS_PER_SECOND = 1e9;

/** `3 requests`, `1 request`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The first names, and how many more there are. */
export function listed(names: readonly (string | number)[]): string {
  const shown = names.slice(0, MAX_NAMED).join(', ');
  return names.length > MAX_NAMED ? `${shown} and ${names.length - MAX_NAMED} more` : shown;
}

/** Seconds with at most three digits after the point, from ns. */
export const seconds = (ns: number): number => Math.round(ns / (NS_PER_SECOND / 1000)) / 1000;

/** `12 %`, one digit below ten. */
export function percent(ratio: number): string {
  const hundredths = ratio * 100;
  return `${hundredths < 10 ? Math.round(hundredths * 10) / 10 : Math.round(hundredths)} %`;
}

/** `10.0.0.1:80`, `[2001:db8::1]:80`. */
export const socket = (address: string, port: number): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
