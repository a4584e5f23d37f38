import { expect, it } from 'vitest';
import { ACK, checksum, ethernet, icmp, ipv4, MAC_A, MAC_B, SYN, tcp, udp, vxlan } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, theOne } from '../findings.ts';

const OUTER_UDP = 14 + 20;
const OUTER_CHECKSUM = OUTER_UDP + 6;
const INNER_TCP = OUTER_UDP + 8 + 8 + 14 + 20;
const INNER_CHECKSUM = INNER_TCP + 16;

type Change = (bytes: Uint8Array) => void;
const wrong: Change = (bytes) => {
  bytes[OUTER_CHECKSUM] ^= 0x55;
};
const right: Change = () => {};
const zero: Change = (bytes) => bytes.set([0, 0], OUTER_CHECKSUM);
/** The sum of the pseudo-header alone: what the kernel leaves for the card to finish. */
const pseudo =
  (transport: number, at: number, protocol: number): Change =>
  (bytes) => {
    const addresses = bytes.subarray(transport - 8, transport);
    const length = bytes.length - transport;
    const sum = ~checksum(Uint8Array.of(...addresses, 0, protocol, length >> 8, length)) & 0xffff;
    bytes.set([sum >> 8, sum], at);
  };
const unfinished = pseudo(OUTER_UDP, OUTER_CHECKSUM, 17);
const innerUnfinished = pseudo(INNER_TCP, INNER_CHECKSUM, 6);

/** A segment from 10.244.0.2 to 10.244.1.2 in VXLAN. */
function sent(at: number, change: Change, fields: Parameters<typeof tcp>[0] = { flags: SYN }, id = at + 1): Sighting {
  const inside = ethernet(ipv4({ from: '10.244.0.2', to: '10.244.1.2', id }, tcp(fields)));
  const bytes = ethernet(
    ipv4({ from: '192.168.0.1', to: '192.168.0.2', id }, udp({ from: 40_000, to: 8472 }, vxlan(1, inside))),
  );
  change(bytes);
  return { at, bytes };
}

/** The answer to it, in a packet that is right. */
function answered(at: number, flags = SYN | ACK, port = 40_000): Sighting {
  const inside = ethernet(ipv4({ from: '10.244.1.2', to: '10.244.0.2', id: 77 }, tcp({ from: 80, to: port, flags })), {
    from: MAC_B,
    to: MAC_A,
  });
  return {
    at,
    bytes: ethernet(
      ipv4({ from: '192.168.0.2', to: '192.168.0.1', id: 77 }, udp({ from: 40_001, to: 8472 }, vxlan(1, inside))),
      { from: MAC_B, to: MAC_A },
    ),
  };
}

const three = (change: Change): Sighting[] => [0, 1, 3].map((at) => sent(at, change));
const ids = (frames: readonly Sighting[]): string[] => findingsOf(frames).map(({ id }) => id);

it('fires at three SYNs sent again with a wrong outer checksum, with their frames', () => {
  const findings = findingsOf(three(wrong));
  const finding = theOne(findings, 'tunnel-bad-checksum');
  expect(finding).toMatchObject({ severity: 'error', subject: '192.168.0.1 → 192.168.0.2', count: 3 });
  expect(finding.summary).toContain('3 vxlan packets of 3 looked at');
  expect(finding.evidence[0]).toMatchObject({ value: 3, unit: 'packets', frames: [1, 2, 3] });
  expect(finding.displayFilter).toBe('ip.src == 192.168.0.1 && ip.dst == 192.168.0.2 && udp.dstport == 8472');
  expect(theOne(findings, 'unanswered-flow').evidence[0]).toMatchObject({
    fact: 'explained by',
    value: 'tunnel-bad-checksum 192.168.0.1 → 192.168.0.2',
  });
});

it('fires when the answers are what has the wrong checksums', () => {
  const turn = (sighting: Sighting): Sighting => {
    wrong(sighting.bytes);
    return sighting;
  };
  const frames = [0, 1, 3].flatMap((at): Sighting[] => [sent(at, right), turn(answered(at + 0.1))]);
  expect(theOne(findingsOf(frames), 'tunnel-bad-checksum').subject).toBe('192.168.0.2 → 192.168.0.1');
});

it('is not silenced by answers to pings, which nobody acknowledges', () => {
  const ping = (at: number, back: boolean): Sighting => {
    const message = icmp(back ? 0 : 8, 0, Uint8Array.of(0, 1, 0, 1));
    const ends = back ? { from: '10.244.0.2', to: '10.244.1.2' } : { from: '10.244.1.2', to: '10.244.0.2' };
    const nodes = back ? { from: '192.168.0.1', to: '192.168.0.2' } : { from: '192.168.0.2', to: '192.168.0.1' };
    const bytes = ethernet(ipv4(nodes, udp({ from: 1, to: 8472 }, vxlan(1, ethernet(ipv4(ends, message))))));
    if (back) wrong(bytes);
    return { at, bytes };
  };
  expect(ids([ping(-1, false), ping(-0.9, true), ...three(wrong)])).toContain('tunnel-bad-checksum');
});

it('is silent when an answer with a wrong one is acknowledged', () => {
  const bad = (sighting: Sighting): Sighting => {
    wrong(sighting.bytes);
    return sighting;
  };
  const repeated = [0, 1, 3].flatMap((at): Sighting[] => [sent(at, right), bad(answered(at + 0.1))]);
  const other = [
    sent(4, right, { flags: SYN, from: 5000 }),
    bad(answered(4.1, SYN | ACK, 5000)),
    sent(4.2, right, { from: 5000 }, 9),
  ];
  expect(ids(repeated)).toContain('tunnel-bad-checksum');
  expect(ids([...repeated, ...other])).not.toContain('tunnel-bad-checksum');
});

it('is silent at two wrong ones', () =>
  expect(ids([sent(0, wrong), sent(1, wrong)])).not.toContain('tunnel-bad-checksum'));

it.each([
  ['right checksums', right],
  ['checksums of zero', zero],
  ['the pseudo-header alone: the sender’s capture', unfinished],
])('is silent about %s, however often the SYN is repeated', (_, change) => {
  expect(ids(three(change))).not.toContain('tunnel-bad-checksum');
});

it('is silent when the inner checksum is unfinished: the outer one is right only with it (local checksum offload)', () => {
  const both: Change = (bytes) => {
    innerUnfinished(bytes);
    wrong(bytes);
  };
  expect(ids(three(both))).not.toContain('tunnel-bad-checksum');
});

it('is silent when the outer IPv4 header is wrong as well: a tool changed the addresses', () => {
  const changed: Change = (bytes) => {
    bytes[14 + 12] = 193;
    wrong(bytes);
  };
  expect(ids(three(changed))).not.toContain('tunnel-bad-checksum');
});

it('is silent when what began with a wrong one is answered and goes on: the receiver takes them', () => {
  const ports = [1, 2, 3];
  const opened = ports.flatMap((port): Sighting[] => [sent(port, wrong, { flags: SYN, from: port })]);
  const answers = ports.map((port): Sighting => {
    const inside = ethernet(
      ipv4({ from: '10.244.1.2', to: '10.244.0.2', id: 90 + port }, tcp({ from: 80, to: port, flags: SYN | ACK })),
    );
    return {
      at: port + 0.1,
      bytes: ethernet(ipv4({ from: '192.168.0.2', to: '192.168.0.1' }, udp({ from: 1, to: 8472 }, vxlan(1, inside)))),
    };
  });
  expect(ids([...opened, ...answers])).not.toContain('tunnel-bad-checksum');
  expect(ids([...opened, ...answers, ...three(wrong)])).not.toContain('tunnel-bad-checksum');
});

it('is silent when nothing inside repeats itself', () => {
  const once = [1, 2, 3].map((port) => sent(port, wrong, { flags: SYN, from: port }));
  expect(ids(once)).not.toContain('tunnel-bad-checksum');
});

it('takes the tunnel itself for no conversation, though both ends use one port', () => {
  const onePort = ({ at, bytes }: Sighting, port: number): Sighting => {
    const same = bytes.slice();
    same.set([port >> 8, port], OUTER_UDP);
    return { at: at!, bytes: same };
  };
  // The sum was made with another port: it is wrong as well.
  const frames = [...three(right), { ...answered(5), at: -1 }].map((seen) => onePort(seen, 8472));
  expect(ids(frames)).toContain('tunnel-bad-checksum');
});

it('is silent about packets that were cut, and about tunnels that carry nothing readable', () => {
  const cut = three(wrong).map((seen) => ({
    ...seen,
    bytes: seen.bytes.subarray(0, -1),
    original: seen.bytes.length,
  }));
  expect(ids(cut)).not.toContain('tunnel-bad-checksum');
  const opaque = [0, 1, 2, 3].map((at): Sighting => {
    const bytes = ethernet(
      ipv4({ id: at + 1 }, udp({ from: 51_820, to: 51_820 }, Uint8Array.of(4, 0, 0, 0, ...new Uint8Array(28)))),
    );
    wrong(bytes);
    return { at, bytes };
  });
  expect(ids(opaque)).not.toContain('tunnel-bad-checksum');
});

it('looks at a SYN long after the first packets of its tunnel, but not at every packet', () => {
  const data = Array.from({ length: 400 }, (_, i) => sent(i / 100, wrong, { from: 5000, sequence: 1 + i }, 1000 + i));
  const later = [2, 3, 5].map((at) => sent(at, wrong));
  const finding = theOne(findingsOf([...data, ...later]), 'tunnel-bad-checksum');
  expect(finding.count).toBe(16 + 3);
});

it('knows a right ping inside', () => {
  const frames = [0, 1, 2].map((at): Sighting => {
    const inside = ethernet(
      ipv4({ from: '10.244.0.2', to: '10.244.1.2', id: at + 1 }, icmp(8, 0, Uint8Array.of(0, 1, 0, at))),
    );
    const bytes = ethernet(
      ipv4({ from: '192.168.0.1', to: '192.168.0.2' }, udp({ from: 4, to: 6081 + 2391 }, vxlan(1, inside))),
    );
    wrong(bytes);
    return { at, bytes };
  });
  expect(theOne(findingsOf(frames), 'tunnel-bad-checksum').count).toBe(3);
});
