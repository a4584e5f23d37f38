/** Names of addresses beside the addresses themselves. */
import type { Analysis, FlowEnd } from './analysis.ts';
import { socketText } from './phrases.ts';

/** Names by IP address, as far as the report lists them. */
export function addressNames({ endpoints, flows }: Analysis): ReadonlyMap<string, string> {
  const ends = flows.top.flatMap(({ a, b }) => [a, b]);
  return new Map([...endpoints.ips, ...ends].flatMap(({ ip, name }) => (name === null ? [] : [[ip, name] as const])));
}

/** `10.0.0.1 default/web (net1)`, or the address alone. */
export function withName(address: string, names: ReadonlyMap<string, string>): string {
  const name = names.get(address);
  return name === undefined ? address : `${address} ${name}`;
}

/** `10.0.0.1:80 default/web (net1)`, or the socket alone. */
export const namedSocket = (end: FlowEnd): string =>
  end.name === null ? socketText(end) : `${socketText(end)} ${end.name}`;
