/** Tunnels by type and port: identifiers and endpoints of all their directions together. */
import { formatIpv4, formatIpv6 } from '../../base/addresses.ts';
import type { Observations } from '../../tally/observations.ts';
import { idOf, versionOf } from '../../tally/tunnel-id.ts';
import { TUNNEL_KEY_WORDS, type TunnelTally } from '../../tally/tunnels.ts';
import type { ProtocolId } from '../../wire/protocol-id.ts';
import { protocolName } from '../../wire/registry.ts';
import type { Tunnel } from '../analysis.ts';

/** Identifiers and endpoints listed for one tunnel type; Cilium has one for each security identity. */
const MAX_LISTED = 4096;

export function buildTunnels(observations: Observations): Tunnel[] {
  const { tunnels: tally } = observations.tallies;
  const { sightings } = tally;
  const groups = new Map<string, { tunnel: Tunnel; ids: Set<number>; endpoints: Set<string> }>();
  for (let row = 0; row < sightings.size; row++) {
    const key = sightings.table.keys.subarray(row * TUNNEL_KEY_WORDS, (row + 1) * TUNNEL_KEY_WORDS);
    const name = `${key[0]} ${key[1]}`;
    const group = groups.get(name) ?? { tunnel: empty(key), ids: new Set(), endpoints: new Set() };
    groups.set(name, group);
    const id = idOf(key, 0);
    if (id >= 0 && group.ids.size < MAX_LISTED) group.ids.add(id);
    for (const at of [4, 8]) if (group.endpoints.size < MAX_LISTED) group.endpoints.add(addressAt(key, at));
    addCounts(group.tunnel, tally, row);
  }
  return [...groups.values()]
    .map(({ tunnel, ids, endpoints }) => ({
      ...tunnel,
      ids: [...ids].sort((a, b) => a - b),
      endpoints: [...endpoints].sort(),
    }))
    .sort((a, b) => b.frames - a.frames || (a.type < b.type ? -1 : 1));
}

/** A packet counts once, by the outermost of its headers of this type and port. */
function addCounts(tunnel: Tunnel, tally: TunnelTally, row: number): void {
  const repeats = tally.repeatsOf(row);
  const frames = tally.sightings.frames[row] - repeats.frames;
  tunnel.frames += frames;
  tunnel.bytes += tally.bytes[row] - repeats.bytes;
  if (tunnel.port === null) return;
  const zero = tally.zeroChecksums[row] - repeats.zeroChecksums;
  tunnel.checksums.zero += zero;
  tunnel.checksums.present += frames - zero;
}

const empty = (key: Int32Array): Tunnel => ({
  type: protocolName(key[0] as ProtocolId),
  port: key[1] === 0 ? null : key[1],
  ids: [],
  endpoints: [],
  frames: 0,
  bytes: 0,
  checksums: { zero: 0, present: 0 },
});

function addressAt(key: Int32Array, at: number): string {
  if (versionOf(key, 0) === 4) return formatIpv4(key[at] >>> 0);
  const view = new DataView(new ArrayBuffer(16));
  for (let i = 0; i < 4; i++) view.setInt32(4 * i, key[at + i]);
  return formatIpv6(new Uint8Array(view.buffer), 0);
}
