/** Rows of the tunnel tally as findings name them. */
import { addressText } from '../tally/address-words.ts';
import type { Observations } from '../tally/observations.ts';
import { idOf, versionOf } from '../tally/tunnel-id.ts';
import { tunnelName } from '../tally/tunnel-names.ts';
import { TUNNEL_KEY_WORDS } from '../tally/tunnels.ts';

/** Offsets in the key of a tunnel's sightings: UDP port, source, destination. */
const PORT = 1;
const SOURCE = 4;
const DESTINATION = 8;

/** One direction of one tunnel. */
export interface TunnelRow {
  /** `vxlan`, `geneve` … */
  name: string;
  /** UDP destination port; 0 when it is not carried by UDP. */
  port: number;
  /** VNI, key or session; −1 where the encapsulation has none. */
  id: number;
  /** VTEPs. */
  source: string;
  destination: string;
}

/** What a row is about. */
export function tunnelRow({ tallies }: Observations, row: number): TunnelRow {
  const { keys } = tallies.tunnels.sightings.table;
  const key = row * TUNNEL_KEY_WORDS;
  const version = versionOf(keys, key);
  return {
    name: tunnelName(keys[key]) ?? 'tunnel',
    port: keys[key + PORT],
    id: idOf(keys, key),
    source: addressText(keys, key + SOURCE, version),
    destination: addressText(keys, key + DESTINATION, version),
  };
}
