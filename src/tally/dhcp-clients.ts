/** DHCP exchanges by who the server takes the client for: its client identifier, or the hardware address without one (RFC 2131 §4.2). */
import type { DhcpExchange } from './dhcp-exchange.ts';

/** Everybody who appeared to the server as one client. */
export interface DhcpClient {
  context: number;
  /** In hex; empty for clients that sent none. */
  clientId: string;
  /** Hardware addresses (chaddr) in use with it, and the stations that sent their frames. */
  hardware: string[];
  stations: string[];
  hostNames: string[];
  offered: string[];
  acknowledged: string[];
  exchanges: DhcpExchange[];
}

/** The clients of all exchanges, in order of first appearance. */
export function clientsOf(exchanges: readonly DhcpExchange[]): DhcpClient[] {
  const byIdentity = new Map<string, DhcpExchange[]>();
  for (const exchange of exchanges) {
    const key = `${exchange.context} ${exchange.clientId || exchange.hardware}`;
    const same = byIdentity.get(key);
    if (same === undefined) byIdentity.set(key, [exchange]);
    else same.push(exchange);
  }
  return [...byIdentity.values()].map(clientOf);
}

const clientOf = (exchanges: DhcpExchange[]): DhcpClient => ({
  context: exchanges[0].context,
  clientId: exchanges[0].clientId,
  hardware: distinct(exchanges.map(({ hardware }) => hardware)),
  stations: distinct(exchanges.flatMap(({ stations }) => [...stations])),
  hostNames: distinct(exchanges.flatMap(({ hostName }) => (hostName === '' ? [] : [hostName]))),
  offered: distinct(exchanges.flatMap(({ offered }) => [...offered])),
  acknowledged: distinct(exchanges.flatMap(({ acknowledged }) => [...acknowledged])),
  exchanges,
});

const distinct = (values: string[]): string[] => [...new Set(values)];
