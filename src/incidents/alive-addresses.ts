/** Addresses that were seen to be alive. */
import { CLAIM_WORDS } from '../tally/arp.ts';
import type { Observations } from '../tally/observations.ts';

/** Tells of an address, by IP version and its word in the tables, whether it sent anything, by ARP or by IP. */
export function aliveAddresses({ tallies, hosts }: Observations): (version: 4 | 6, address: number) => boolean {
  const { claims } = tallies.control.arp;
  const claiming = new Set<number>();
  for (let row = 0; row < claims.size; row++) claiming.add(claims.table.keys[row * CLAIM_WORDS + 1]);
  const { table, framesSent } = hosts.addresses;
  const key = new Int32Array(2);
  return (version, address) => {
    key[0] = version;
    key[1] = address;
    const row = table.find(key, 0);
    return (version === 4 && claiming.has(address | 0)) || (row >= 0 && framesSent[row] > 0);
  };
}
