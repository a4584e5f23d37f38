/** DHCP exchanges (RFC 2131 §3): what each client asked for under each transaction id, and what it was given. DHCPv6 is counted only. */
import * as dhcp from '../wire/dhcp.ts';
import { type as typeOfDhcpv6 } from '../wire/dhcpv6.ts';
import type { Packet } from '../wire/packet.ts';
import * as Protocol from '../wire/protocol.ts';
import { macAt } from '../wire/readers.ts';
import { Conversations } from './conversations.ts';
import { clientsOf, type DhcpClient } from './dhcp-clients.ts';
import { type DhcpExchange, emptyExchange, noteMessage, settle } from './dhcp-exchange.ts';
import { readMessage } from './dhcp-message.ts';
import { Occurrences } from './occurrences.ts';

/** Distinct exchanges: every lease of a large site renewed within one capture. Beyond it messages are only counted by type. */
const MAX_EXCHANGES = 2 ** 15;
/** Length of a message's fixed part up to and with the hardware address. */
const LENGTH = dhcp.CHADDR + 16;

export class DhcpTally {
  /** Messages by type (RFC 2132 §9.6), 0 for plain BOOTP; every frame counts. */
  readonly types = new Map<number, Occurrences>();
  /** DHCPv6 messages by type (RFC 8415 §7.3). */
  readonly types6 = new Map<number, Occurrences>();
  /** Messages that a full table left out. */
  refused = 0;
  private readonly conversations = new Conversations();
  private readonly exchanges = new Map<string, DhcpExchange>();

  /** Takes a DHCP or DHCPv6 message that begins at `at`. */
  add(packet: Packet, at: number): void {
    if (packet.protocols[packet.count - 1] === Protocol.Dhcpv6) this.addDhcpv6(packet, at);
    else if (packet.end - at >= LENGTH && packet.networks > 0) this.addDhcp(packet, at);
  }

  /** Settles what still waits; `endNs` is the time of the capture's last packet. */
  finish(endNs: number): void {
    for (const exchange of this.exchanges.values()) settle(exchange, endNs);
  }

  /** Every exchange, in order of first appearance; what was not answered is told after `finish`. */
  list(): DhcpExchange[] {
    return [...this.exchanges.values()];
  }

  /** The exchanges by who the server takes the client for. */
  clients(): DhcpClient[] {
    return clientsOf(this.list());
  }

  private addDhcpv6(packet: Packet, at: number): void {
    if (at < packet.end) count(this.types6, typeOfDhcpv6(packet.view, at), packet);
  }

  private addDhcp(packet: Packet, at: number): void {
    const message = readMessage(packet, at);
    count(this.types, message.type, packet);
    const exchange = this.exchangeOf(packet, at);
    if (exchange !== null) noteMessage(exchange, message);
  }

  private exchangeOf(packet: Packet, at: number): DhcpExchange | null {
    const { view, context } = packet;
    const hardware = macAt(view, at + dhcp.CHADDR);
    const xid = dhcp.xid(view, at);
    const key = `${this.conversations.of(packet)} ${hardware} ${xid}`;
    const known = this.exchanges.get(key);
    if (known !== undefined) return known;
    if (this.exchanges.size >= MAX_EXCHANGES) {
      this.refused++;
      return null;
    }
    const exchange = emptyExchange(context, hardware, xid);
    this.exchanges.set(key, exchange);
    return exchange;
  }
}

function count(types: Map<number, Occurrences>, type: number, packet: Packet): void {
  const seen = types.get(type) ?? new Occurrences();
  types.set(type, seen);
  seen.add(packet);
}
