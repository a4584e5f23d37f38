/** What IPv6 neighbour discovery, listener reports and spanning tree say of stations: whose address an interface identifier was made of. */

import { parseMac } from '../base/addresses.ts';
import { eui64Station, ipvlanForm } from '../base/eui64.ts';
import { NEIGHBOUR_ROLES } from '../tally/neighbours.ts';
import type { Observations } from '../tally/observations.ts';
import { stationId } from '../tally/station-id.ts';
import type { Station } from './scene.ts';
import { stationOf } from './scene-stations.ts';
import type { Scenes } from './scenes.ts';
import { stationBytes } from './station-kind.ts';

/** Rows looked at: one for each role, station and address. */
const MAX_ROWS = 20_000;
/** Device numbers kept of one station: as many slaves as a node has pods. */
const MAX_DEVICES = 256;
/** Key of a sighting: chain, role, station (2), address (4). */
const KEY_WORDS = 8;
const ADDRESS = 4;
const ROUTER_SOLICITATION = NEIGHBOUR_ROLES.indexOf('router-solicitation');
const ADDRESS_TEST = NEIGHBOUR_ROLES.indexOf('dad-target');

/** Adds what stations say of their own addresses. */
export function addNeighbours(observations: Observations, scenes: Scenes): void {
  addSightings(observations, scenes);
  addSpanningTree(observations, scenes);
}

function addSightings({ tallies }: Observations, scenes: Scenes): void {
  const { sightings } = tallies.control.neighbours;
  const { keys } = sightings.table;
  for (let row = 0; row < Math.min(sightings.size, MAX_ROWS); row++) {
    const at = row * KEY_WORDS;
    const frame = sightings.firstFrame[row];
    const scene = scenes.of(keys[at], sightings.firstPlace[row]);
    const station = stationOf(scene, stationId(keys[at + 2], keys[at + 3]), frame);
    if (station === null) continue;
    station.neighbourFrames += sightings.frames[row];
    station.neighbourFrame ||= frame;
    if (keys[at + 1] === ROUTER_SOLICITATION) station.solicitsRouters = true;
    if (keys[at + 1] === ADDRESS_TEST) station.testsAddress = true;
    addIdentifier(station, addressBytes(keys, at + ADDRESS), frame, keys[at + 1]);
  }
}

function addIdentifier(station: Station, address: Uint8Array, frame: number, role: number): void {
  const { identifiers } = station;
  const own = stationBytes(station.id);
  const device = ipvlanForm(address, own);
  if (device !== null && identifiers.devices.size < MAX_DEVICES) identifiers.devices.set(device, frame);
  if (device !== null && role !== ROUTER_SOLICITATION) identifiers.announced = true;
  const made = eui64Station(address);
  if (made === null) return;
  const maker = numberOf(made);
  if (maker === station.id) identifiers.ownFrame ||= frame;
  else identifiers.foreign ??= { station: maker, frame };
}

function addressBytes(keys: Int32Array, at: number): Uint8Array {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < 4; i++) view.setInt32(4 * i, keys[at + i]);
  return bytes;
}

const numberOf = (station: Uint8Array): number => station.reduce((sum, byte) => sum * 256 + byte, 0);

function addSpanningTree({ tallies }: Observations, scenes: Scenes): void {
  for (const port of tallies.control.announcements.spanningTree.list().slice(0, MAX_ROWS)) {
    const bytes = parseMac(port.station);
    const station =
      bytes === null ? null : stationOf(scenes.of(port.context, port.place), numberOf(bytes), port.firstFrame);
    if (station === null) continue;
    station.stpFrames += port.frames;
    station.stpFrame ||= port.firstFrame;
  }
}
