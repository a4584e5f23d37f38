/** Draws for scenarios of the capture lab: everything that a scenario leaves open is decided by lot, from a seed. */

/** Makers' prefixes as cards of servers, desks and hypervisors have them (IEEE registry). */
const MAKERS = '00:0f:53 24:6e:96 94:18:82 6c:ae:8b 3c:22:fb a0:36:9f 00:1b:21 b4:2e:99 e4:5f:01 2c:60:0c'.split(' ');
/** Given by hypervisors: locally administered or not, they are cards. */
const VIRTUAL = ['52:54:00', 'fa:16:3e', '00:50:56', '08:00:27', '00:16:3e'];
/** First octets that clouds give their machines' cards. */
const CLOUD = ['02', '06', '0a', '0e'];

/** A generator from a fixed seed (Park and Miller). */
export class Lot {
  private state: number;

  constructor(seed: number) {
    this.state = seed;
  }

  /** At least 0 and below 1. */
  share(): number {
    this.state = (this.state * 48_271) % 2_147_483_647;
    return this.state / 2_147_483_647;
  }

  chance(probability: number): boolean {
    return this.share() < probability;
  }

  /** From the first to the last number, both included. */
  number(from: number, to: number): number {
    return from + Math.floor(this.share() * (to - from + 1));
  }

  pick<Item>(list: readonly Item[]): Item {
    return list[Math.floor(this.share() * list.length)];
  }

  /** So many of the list, in its order. */
  some<Item>(list: readonly Item[], count: number): Item[] {
    const left = list.map((item, at) => ({ item, at, rank: this.share() }));
    const chosen = left.toSorted((one, other) => one.rank - other.rank).slice(0, count);
    return chosen.toSorted((one, other) => one.at - other.at).map(({ item }) => item);
  }

  /** A name, as often as its weight says. */
  weighted(weights: Readonly<Record<string, number>>): string {
    const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
    let left = this.share() * total;
    for (const [name, weight] of Object.entries(weights)) if ((left -= weight) < 0) return name;
    return Object.keys(weights)[0];
  }

  /** So many names, each as often as its weight says but for the fraction, which the lot decides; in random order. */
  allotted(weights: Readonly<Record<string, number>>, count: number): string[] {
    const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
    const names: string[] = [];
    let passed = this.share();
    for (const [name, weight] of Object.entries(weights))
      for (passed += (weight / total) * count; names.length + 1 <= passed; ) names.push(name);
    while (names.length < count) names.push(Object.keys(weights)[0]);
    return names
      .map((name) => ({ name, rank: this.share() }))
      .toSorted((one, other) => one.rank - other.rank)
      .map(({ name }) => name);
  }

  /** The station address of a card: of a maker, of a hypervisor, or as asked. */
  card(kind: 'any' | 'cloud' = 'any'): string {
    const octet = (): string => this.number(0, 255).toString(16).padStart(2, '0');
    if (kind === 'cloud') return [this.pick(CLOUD), octet(), octet(), octet(), octet(), octet()].join(':');
    return [this.pick(this.chance(0.25) ? VIRTUAL : MAKERS), octet(), octet(), octet()].join(':');
  }
}
