/** Community ID v1 (corelight/community-id-spec): "1:" and the base64 of a SHA-1 over seed, addresses, protocol and ports, smaller end first. */

import type { FlowView } from '../../tally/flow-view.ts';
import { codeOf, isOneWay } from '../../tally/icmp-ports.ts';
import type { Ipv6Table } from '../../tally/ipv6-table.ts';
import * as IpNumber from '../../wire/ip-number.ts';

/** SHA-1 of some bytes, in base64. */
export type Digest = (bytes: Uint8Array) => string;

const SEED = 0;
const hasPorts = (protocol: number): boolean =>
  protocol === IpNumber.Tcp ||
  protocol === IpNumber.Udp ||
  protocol === IpNumber.Sctp ||
  protocol === IpNumber.Icmp ||
  protocol === IpNumber.Icmpv6;

/** The id of the innermost 5-tuple that the flow stands for. */
export function communityId(view: FlowView, ipv6: Ipv6Table, digest: Digest): string {
  const { protocol } = view;
  const size = view.isIpv6 ? 16 : 4;
  const ports = hasPorts(protocol);
  const bytes = new Uint8Array(2 + 2 * size + 2 + (ports ? 4 : 0));
  const data = new DataView(bytes.buffer);
  const icmp = protocol === IpNumber.Icmp || protocol === IpNumber.Icmpv6;
  const oneWay = icmp && isOneWay(protocol, view.port(0));
  const first = oneWay || inOrder(view, ipv6, ports) ? 0 : 1;
  const second = first === 0 ? 1 : 0;
  data.setUint16(0, SEED);
  writeAddress(data, 2, view, ipv6, first);
  writeAddress(data, 2 + size, view, ipv6, second);
  data.setUint8(2 + 2 * size, protocol);
  if (ports) {
    data.setUint16(4 + 2 * size, view.port(first));
    data.setUint16(6 + 2 * size, oneWay ? codeOf(view.port(second)) : view.port(second));
  }
  return `1:${digest(bytes)}`;
}

function writeAddress(data: DataView, at: number, view: FlowView, ipv6: Ipv6Table, end: 0 | 1): void {
  const word = view.addressWord(end);
  if (!view.isIpv6) data.setInt32(at, word);
  else for (let i = 0; i < 4; i++) data.setInt32(at + 4 * i, ipv6.word(word, i));
}

/** True when A's address, or with equal addresses A's port, is the smaller. */
function inOrder(view: FlowView, ipv6: Ipv6Table, ports: boolean): boolean {
  const [a, b] = [view.addressWord(0), view.addressWord(1)];
  for (let i = 0; i < (view.isIpv6 ? 4 : 1); i++) {
    const x = (view.isIpv6 ? ipv6.word(a, i) : a) >>> 0;
    const y = (view.isIpv6 ? ipv6.word(b, i) : b) >>> 0;
    if (x !== y) return x < y;
  }
  return !ports || view.port(0) <= view.port(1);
}
