/**
 * Who speaks: stations, addresses, and which station sent from which address. Derived from the flows once all packets are in, so that no packet has to touch
 * these tables, and completed by the frames that are in no flow. Flows are taken in batches: the look-ups of a batch do not wait for one another.
 */
import { AddressTotals } from './address-totals.ts';
import { BINDING_WORDS, Bindings } from './bindings.ts';
import * as Entry from './flow-entry-layout.ts';
import * as Origin from './flow-origin-layout.ts';
import type { FlowTable } from './flow-table.ts';
import { NO_FLOW } from './moved-stations.ts';
import * as Meta from './row-meta.ts';
import { LookUps, StationRuns } from './station-runs.ts';
import type { StationTally } from './stations.ts';

/** Places that a binding remembers one by one; the rest share the last bit. */
const MAX_PLACE_BITS = 31;
/** Group bit in the high 16 bits of a station address (IEEE 802-2014 §8.2). */
const GROUP = 0x0100;
/** Words of a moved station's key: flow, direction, three station words. */
const MOVED_WORDS = 5;

export class Hosts {
  readonly addresses = new AddressTotals();
  readonly bindings = new Bindings();
  readonly stations: StationTally;
  private readonly flows: FlowTable;
  private readonly runs = new StationRuns();
  private readonly addressKeys = new LookUps(2);
  private readonly stationKeys = new LookUps(3);
  private readonly bindingKeys = new LookUps(BINDING_WORDS);
  /** Packets by flow × 2 + direction that other stations than the flow's own carried. */
  private readonly elsewhere = new Map<number, number>();

  /** Adds what the flows know to the stations that were counted packet by packet; call once. */
  constructor(flows: FlowTable, stations: StationTally) {
    this.flows = flows;
    this.stations = stations;
    this.addMoved();
    for (let flow = 0; flow < flows.size; flow++) {
      this.addDirection(flow, 0);
      this.addDirection(flow, 1);
    }
    this.flush();
    this.elsewhere.clear();
  }

  private addMoved(): void {
    const { table, packets, first, last } = this.flows.moved;
    const { keys } = table;
    for (let row = 0; row < table.size; row++) {
      const at = row * MOVED_WORDS;
      const flow = keys[at];
      const run = this.runs.next(keys, at + 2);
      this.fill(run, flow, keys[at + 1], packets[row]);
      this.runs.first[run] = first[row];
      this.runs.last[run] = last[row];
      if (this.runs.full) this.flushStations();
      if (flow === NO_FLOW) continue;
      const key = flow * 2 + keys[at + 1];
      this.elsewhere.set(key, (this.elsewhere.get(key) ?? 0) + packets[row]);
    }
    this.flushStations();
  }

  private addDirection(flow: number, direction: number): void {
    const { words, doubles, originDoubles } = this.flows;
    const entry = flow * Entry.WORDS;
    const packets = doubles[(entry >> 1) + Entry.PacketsA + direction];
    if (packets === 0) return;
    const { runs, elsewhere } = this;
    const run = runs.next(words, entry + Entry.StationsA + 3 * direction);
    const moved = elsewhere.size === 0 ? 0 : (elsewhere.get(flow * 2 + direction) ?? 0);
    this.fill(run, flow, direction, packets - moved);
    runs.first[run] = originDoubles[((flow * Origin.WORDS) >> 1) + (direction === 0 ? Origin.First : Origin.FirstB)];
    runs.last[run] = doubles[(entry >> 1) + Entry.Last];
    if (runs.full) this.flush();
  }

  private fill(run: number, flow: number, direction: number, packets: number): void {
    this.runs.flows[run] = flow;
    this.runs.directions[run] = direction;
    this.runs.packets[run] = packets;
  }

  private flush(): void {
    this.addAddresses();
    this.flushStations();
  }

  private flushStations(): void {
    this.addStations();
    this.bind();
    this.runs.count = 0;
  }

  /** Credits both addresses of whole directions, whatever stations carried them. */
  private addAddresses(): void {
    const { addresses, runs } = this;
    const { doubles } = this.flows;
    const { keys, rows } = this.addressKeys;
    for (let run = 0; run < runs.count; run++) this.askAddresses(keys, run);
    addresses.table.rowsOf(keys, 2 * runs.count, rows);
    addresses.fit();
    const { framesSent, framesReceived, bytesSent, bytesReceived } = addresses;
    for (let run = 0; run < runs.count; run++) {
      const source = rows[2 * run];
      const destination = rows[2 * run + 1];
      if (source < 0 || destination < 0) continue;
      const double = ((runs.flows[run] * Entry.WORDS) >> 1) + runs.directions[run];
      framesSent[source] += doubles[double + Entry.PacketsA];
      bytesSent[source] += doubles[double + Entry.BytesA];
      framesReceived[destination] += doubles[double + Entry.PacketsA];
      bytesReceived[destination] += doubles[double + Entry.BytesA];
    }
  }

  private askAddresses(keys: Int32Array, run: number): void {
    const { words } = this.flows;
    const entry = this.runs.flows[run] * Entry.WORDS;
    const version = versionOf(words[entry + Entry.Key]);
    keys[4 * run] = version;
    keys[4 * run + 1] = words[entry + Entry.AddressA + this.runs.directions[run]];
    keys[4 * run + 2] = version;
    keys[4 * run + 3] = words[entry + Entry.AddressB - this.runs.directions[run]];
  }

  private addStations(): void {
    const { stations, runs, stationKeys } = this;
    stationKeys.count = 0;
    for (let run = 0; run < runs.count; run++) this.askStations(run);
    const { count, askers, rows } = stationKeys;
    stations.table.rowsOf(stationKeys.keys, count, rows);
    stations.fit();
    const { sent, received, first, last } = stations;
    for (let i = 0; i < count; i++) {
      const row = rows[i];
      if (row < 0) continue;
      const run = askers[i] >> 1;
      if ((askers[i] & 1) === 0) sent[row] += runs.packets[run];
      else received[row] += runs.packets[run];
      if (!(first[row] <= runs.first[run])) first[row] = runs.first[run];
      if (!(last[row] >= runs.last[run])) last[row] = runs.last[run];
    }
  }

  /** Source and destination of a run; frames to a group are received by nobody. */
  private askStations(run: number): void {
    const { stations, flows } = this.runs;
    const context = flows[run] === NO_FLOW ? 0 : this.flows.words[flows[run] * Entry.WORDS + Entry.Context];
    const middle = stations[3 * run + 1];
    this.askStation(2 * run, context, middle & 0xffff, stations[3 * run + 2]);
    const high = stations[3 * run] >>> 16;
    if ((high & GROUP) === 0) this.askStation(2 * run + 1, context, high, (stations[3 * run] << 16) | (middle >>> 16));
  }

  private askStation(asker: number, context: number, high: number, low: number): void {
    if (high === 0 && low === 0) return;
    const { stationKeys } = this;
    const i = stationKeys.count++;
    stationKeys.askers[i] = asker;
    stationKeys.keys[3 * i] = context;
    stationKeys.keys[3 * i + 1] = high;
    stationKeys.keys[3 * i + 2] = low;
  }

  /** Notes that the source stations sent from the source addresses. */
  private bind(): void {
    const { bindings, runs, bindingKeys } = this;
    bindingKeys.count = 0;
    for (let run = 0; run < runs.count; run++) this.askBinding(run);
    const { count, askers, rows } = bindingKeys;
    bindings.table.rowsOf(bindingKeys.keys, count, rows);
    bindings.fit();
    const { frames, first, last } = bindings;
    for (let i = 0; i < count; i++) {
      const row = rows[i];
      if (row < 0) continue;
      const run = askers[i] >> 1;
      frames[row] += runs.packets[run];
      if (runs.first[run] < first[row]) first[row] = runs.first[run];
      if (runs.last[run] > last[row]) last[row] = runs.last[run];
      this.noteHops(row, run);
    }
  }

  private askBinding(run: number): void {
    const { stations, flows, directions } = this.runs;
    const high = stations[3 * run + 1] & 0xffff;
    const low = stations[3 * run + 2];
    if (flows[run] === NO_FLOW || (high === 0 && low === 0)) return;
    const { words } = this.flows;
    const entry = flows[run] * Entry.WORDS;
    const { keys, askers } = this.bindingKeys;
    const i = this.bindingKeys.count++;
    askers[i] = 2 * run;
    keys[BINDING_WORDS * i] = words[entry + Entry.Context];
    keys[BINDING_WORDS * i + 1] = high;
    keys[BINDING_WORDS * i + 2] = low;
    keys[BINDING_WORDS * i + 3] = versionOf(words[entry + Entry.Key]);
    keys[BINDING_WORDS * i + 4] = words[entry + Entry.AddressA + directions[run]];
  }

  /** How far a run's packets had come, and where they were seen. */
  private noteHops(row: number, run: number): void {
    const { words } = this.flows;
    const { ttlMin, ttlMax, places } = this.bindings;
    const entry = this.runs.flows[run] * Entry.WORDS;
    const direction = this.runs.directions[run];
    const ttl = (words[entry + Entry.Key] >>> (Entry.TTL_SHIFT + 8 * direction)) & 0xff;
    if (ttl < ttlMin[row]) ttlMin[row] = ttl;
    if (ttl > ttlMax[row]) ttlMax[row] = ttl;
    const place = (words[entry + Entry.Places] >>> (16 * direction)) & 0xfff;
    places[row] |= 1 << Math.min(place, MAX_PLACE_BITS - 1);
  }
}

const versionOf = (key: number): number => ((key & Meta.Ipv6) !== 0 ? 6 : 4);
