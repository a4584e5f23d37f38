import { expect, it } from 'vitest';
import { concat } from '../../helpers/capture-builder.ts';
import { ACK, ethernet, icmp, ipv4, ipv6, MAC_A, MAC_B, mss, SYN, tcp, u16, u32 } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, theOne } from '../findings.ts';

const back = { from: MAC_B, to: MAC_A };
const segments = (announced: number) => ({
  syn: tcp({ flags: SYN, sequence: 0, options: mss(announced) }),
  synAck: tcp({ from: 80, to: 40_000, flags: SYN | ACK, sequence: 0, acknowledgment: 1, options: mss(announced) }),
  data: tcp({}, announced),
});

function over4(): Sighting[] {
  const { syn, synAck, data } = segments(1460);
  const quoted = concat([u32(1450), ipv4({ id: 2 }, data).bytes.subarray(0, 48)]);
  return [
    { at: 0, bytes: ethernet(ipv4({ id: 1 }, syn)) },
    { at: 0.001, bytes: ethernet(ipv4({ from: '10.0.0.2', to: '10.0.0.1', id: 1 }, synAck), back) },
    { at: 0.002, bytes: ethernet(ipv4({ id: 2 }, data)) },
    { at: 0.003, bytes: ethernet(ipv4({ from: '10.0.0.254', to: '10.0.0.1' }, icmp(3, 4, quoted)), back) },
    { at: 0.5, bytes: ethernet(ipv4({ id: 3 }, data)) },
  ];
}

function over6(): Sighting[] {
  const { syn, synAck, data } = segments(1440);
  const quoted = concat([u16(0), u16(1450), ipv6({}, data).bytes.subarray(0, 60)]);
  return [
    { at: 0, bytes: ethernet(ipv6({}, syn)) },
    { at: 0.001, bytes: ethernet(ipv6({ from: 'fd00::2', to: 'fd00::1' }, synAck), back) },
    { at: 0.002, bytes: ethernet(ipv6({}, data)) },
    { at: 0.003, bytes: ethernet(ipv6({ from: 'fd00::fe', to: 'fd00::1' }, icmp(2, 0, quoted, 58)), back) },
    { at: 0.5, bytes: ethernet(ipv6({}, data)) },
  ];
}

it.each([
  ['IPv4', over4, '(tcp.flags.syn == 1 || icmp.type == 3)'],
  ['IPv6', over6, '(tcp.flags.syn == 1 || icmpv6.type == 2)'],
])('shows SYNs and the message about the path over %s', (_, over, filter) => {
  const finding = theOne(findingsOf(over()), 'mss-exceeds-path');
  expect(finding.severity).toBe('warning');
  expect(finding.summary).toContain('50 bytes too large');
  expect(finding.displayFilter).toContain(filter);
  expect(finding.evidence.map(({ frames }) => frames)).toEqual([[1], [4]]);
});
