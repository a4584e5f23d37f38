/** When hosts that were asked for were last heard: who was gone before a question did not refuse to answer it. */
import { CLAIM_WORDS } from './arp.ts';
import { BINDING_WORDS } from './hosts.ts';
import type { Observations } from './observations.ts';
import { stationId } from './station-id.ts';

/** When each of these IPv4 addresses, or the station that has it alone, last sent something; in ns. Addresses that were never heard are left out. */
export function lastHeard({ tallies, hosts }: Observations, addresses: ReadonlySet<number>): Map<number, number> {
  const { claims } = tallies.control.arp;
  const { bindings } = hosts;
  const owners = soleOwners(claims.table, addresses);
  const heard = new Map<number, number>();
  const note = (address: number, high: number, low: number, last: number): void => {
    const target = addresses.has(address) ? address : owners.get(stationId(high, low));
    if (target !== undefined && !(heard.get(target)! >= last)) heard.set(target, last);
  };
  for (let row = 0; row < claims.size; row++) {
    const at = row * CLAIM_WORDS;
    note(claims.table.keys[at + 1], claims.table.keys[at + 2], claims.table.keys[at + 3], claims.last[row]);
  }
  const { keys } = bindings.table;
  for (let row = 0; row < bindings.table.size; row++) {
    const at = row * BINDING_WORDS;
    const address = keys[at + 3] === 4 ? keys[at + 4] : 0;
    note(address, keys[at + 1], keys[at + 2], bindings.last[row]);
  }
  return heard;
}

/** Stations that claim one of these addresses and no other: whatever they send, its host lives. Proxies and ipvlan masters outlive the hosts behind them. */
function soleOwners(
  { keys, size }: Observations['tallies']['control']['arp']['claims']['table'],
  addresses: ReadonlySet<number>,
): Map<number, number> {
  const owners = new Map<number, number>();
  for (let at = 0; at < size * CLAIM_WORDS; at += CLAIM_WORDS)
    if (addresses.has(keys[at + 1])) owners.set(stationId(keys[at + 2], keys[at + 3]), keys[at + 1]);
  for (let at = 0; at < size * CLAIM_WORDS; at += CLAIM_WORDS) {
    const station = stationId(keys[at + 2], keys[at + 3]);
    if ((owners.get(station) ?? keys[at + 1]) !== keys[at + 1]) owners.delete(station);
  }
  return owners;
}
