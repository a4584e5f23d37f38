import { expect, it } from 'vitest';
import { ACK, ethernet, ipv4, MAC_A, MAC_B, mss, SYN, tcp } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, theOne } from '../findings.ts';

/** A connection whose client sends one segment of so many bytes. */
const connection = (from: number, bytes: number): Sighting[] => [
  { bytes: ethernet(ipv4({ id: 1 }, tcp({ from, flags: SYN, sequence: 0, options: mss(1460) }))) },
  {
    bytes: ethernet(
      ipv4(
        { from: '10.0.0.2', to: '10.0.0.1', id: 1 },
        tcp({ from: 80, to: from, flags: SYN | ACK, sequence: 0, options: mss(1460) }),
      ),
      { from: MAC_B, to: MAC_A },
    ),
  },
  { bytes: ethernet(ipv4({ id: 2 }, tcp({ from }, bytes))) },
];
const found = (sizes: number[]) => findingsOf(sizes.flatMap((bytes, i) => connection(40_000 + i, bytes)));

it('shows the SYNs of the connections with segments larger than the MSS, and of no others', () => {
  const finding = theOne(found([100, 4000, 100]), 'offload-artefact');
  expect(finding).toMatchObject({ severity: 'info', count: 1 });
  expect(finding.evidence[0].frames).toEqual([4]);
  expect(finding.evidence[1]).toMatchObject({ value: 0, frames: [] });
  expect(finding.displayFilter).toMatch(/^tcp.flags.syn == 1 \|\| tcp.len > 1460/);
});

it('is silent about segments as large as the MSS', () => expect(found([1460, 1460])).toEqual([]));
