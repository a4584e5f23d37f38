import { expect, it } from 'vitest';
import { concat } from '../../helpers/capture-builder.ts';
import { ethernet, ipv4, ipv6, type Network, raw, tcp, u16, u32, udp, vxlan } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, theOne } from '../findings.ts';

/** Bytes of the outer datagram in its first fragment. */
const CUT = 800;
/** An outer UDP header with a tunnelled frame, whole. */
const outer = ipv4({}, udp({ to: 8472 }, vxlan(1, ethernet(ipv4({}, tcp({}, 1400)))))).bytes.subarray(20);
const parts = [outer.subarray(0, CUT), outer.subarray(CUT)];

const cut4 = (id: number, part: number): Network =>
  ipv4({ id, offset: part * CUT, more: part === 0 }, raw(17, parts[part]));
/** Behind a fragment header (RFC 8200 §4.5). */
const cut6 = (id: number, part: number): Network =>
  ipv6({}, raw(44, concat([Uint8Array.of(17, 0), u16((part * CUT) | (part === 0 ? 1 : 0)), u32(id), parts[part]])));
const threeTimes = (cut: (id: number, part: number) => Network): Sighting[] =>
  [1, 2, 3].flatMap((id) => [0, 1].map((part) => ({ at: id + part / 1000, bytes: ethernet(cut(id, part)) })));

it.each([
  ['IPv4', cut4, 'ip.addr == 10.0.0.1 && ip.addr == 10.0.0.2 && (ip.flags.mf == 1 || ip.frag_offset > 0)'],
  ['IPv6', cut6, 'ipv6.addr == fd00::1 && ipv6.addr == fd00::2 && ipv6.fraghdr'],
])('shows the fragments of a tunnel over %s', (_, cut, filter) => {
  const finding = theOne(findingsOf(threeTimes(cut)), 'tunnel-fragmented');
  expect(finding).toMatchObject({ severity: 'warning', count: 3, displayFilter: filter });
  expect(finding.evidence[0].frames).toEqual([1, 5]);
});
