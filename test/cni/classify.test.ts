import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify } from '../../src/cni/classify.ts';
import { HYPOTHESES, written } from '../../src/cni/hypotheses.ts';
import { readAll } from '../helpers/captures.ts';
import { ethernet, ipv4, tcp, udp, vlan, vxlan } from '../helpers/frames.ts';
import { observeFrames, type Sighting } from '../helpers/observe.ts';
import { CARD, handshake, OTHER_CARD, POD, timed } from './scene-of.ts';

const judged = (frames: readonly Sighting[], linkTypes = [1]) => classify(observeFrames(frames, { linkTypes }));

async function judgedSample(name: string) {
  const { packets, info } = await readAll(`samples/${name}`);
  const start = packets[0].time ?? 0n;
  const frames = packets.map(({ hex, time, original, interface: device }) => ({
    bytes: Uint8Array.from(Buffer.from(hex, 'hex')),
    at: Number((time ?? start) - start) / 1e9,
    original,
    interface: device,
  }));
  return judged(
    frames,
    info.interfaces.map(({ linkType }) => linkType),
  );
}

/** What the frames of a sample allow to say: one answer, or none but the likeliest of several. */
describe.each([
  ['bridge-pod.pcap', 'bridge', true],
  ['bridge-node-any.pcap', 'bridge', true],
  ['calico-vxlan-uplink.pcap', 'vxlan/calico', true],
  ['cilium-vxlan-router-any.pcap', 'vxlan/cilium', true],
  ['flannel-vxlan-both-nodes.pcapng', 'vxlan/flannel', true],
  ['flannel-vxlan-uplink.pcap', 'vxlan/flannel', true],
  ['ipvlan-l2-pod.pcap', 'ipvlan/l2', true],
  ['ipvlan-l3-pod.pcap', 'ipvlan/l3', true],
  ['ipvlan-l3s-pod.pcap', 'ipvlan/l3s', true],
  ['macvlan-vepa-uplink.pcap', 'macvlan/vepa', true],
  ['ovn-geneve-uplink.pcap', 'geneve/ovn-kubernetes', true],
  ['vlan-qinq-uplink.pcap', 'vlan/qinq', false],
  ['host-device-pod.pcap', 'none', false],
  ['plain-hosts.pcap', 'none', false],
])('%s', (name, answer, identifiable) => {
  it(`is ${answer}`, async () => {
    const { verdict } = await judgedSample(name);
    expect(written(verdict)).toBe(answer);
    expect(verdict.identifiable).toBe(identifiable);
    expect(verdict.next === null).toBe(verdict.confidence >= 0.9);
  });
});

it('says unknown of an empty capture', () => {
  const { verdict, segments, others } = judged([]);
  expect(written(verdict)).toBe('unknown');
  expect(verdict.next?.command).toContain('tcpdump');
  expect([segments, others]).toEqual([[], []]);
});

it('stays flat over two frames', () => {
  const { verdict } = judged(timed(handshake({ mac: POD, ip: '10.0.0.1' }, { mac: CARD, ip: '10.0.0.2' }).slice(0, 2)));
  expect(verdict.confidence).toBeLessThan(0.5);
  expect(verdict.identifiable).toBe(false);
});

it("judges each VLAN, and names the pods' network before ordinary hosts", () => {
  const hosts = [1, 2, 3, 4].flatMap((i) =>
    handshake({ mac: CARD, ip: '10.0.0.1' }, { mac: OTHER_CARD, ip: '10.0.0.2' }, 40_000 + i),
  );
  const pods = [1, 2, 3, 4].map((id) => ethernet(vlan(7, ipv4({ id }, tcp())), { from: POD, to: 'ae:99:88:77:66:55' }));
  const { segments, verdict } = judged(timed([...hosts, ...pods, ...pods, ...pods]));
  expect(segments.map(({ vlan: id, verdict: { mode } }) => [id, mode])).toEqual([
    [7, 'bridge'],
    [null, 'none'],
  ]);
  expect(verdict.mode).toBe('bridge');
});

it('tells segments behind two tags apart', () => {
  const network = ipv4({ id: 3 }, tcp());
  const inTunnel = vlan(9, ipv4({ id: 4 }, udp({ from: 1, to: 8472 }, vxlan(5, ethernet(network)))));
  const tagged = [vlan(7, network), vlan(100, vlan(7, network), 0x88a8), vlan(200, vlan(7, network), 0x88a8), inTunnel];
  const { segments } = judged(timed(tagged.map((frame) => ethernet(frame))));
  const text = (chain: { type: string; id: number | null }[]) => chain.map(({ type, id }) => `${type} ${id}`).join('/');
  expect(segments.map(({ vlan: id, chain }) => [id, text(chain)]).sort()).toEqual([
    [7, 'vlan 100/vlan 7'],
    [7, 'vlan 200/vlan 7'],
    [7, 'vlan 7'],
    [9, 'vlan 9/vxlan 5'],
  ]);
});

it('answers any frames with probabilities that add up to 1, evidence that names frames, and known modes', () => {
  const frames = fc.array(fc.uint8Array({ maxLength: 120 }), { maxLength: 30 });
  fc.assert(
    fc.property(frames, fc.constantFrom(1, 101, 113, 276), (bytes, linkType) => {
      const { verdict, segments } = judged(timed(bytes), [linkType]);
      for (const { candidates, evidence } of [verdict, ...segments.map((segment) => segment.verdict)]) {
        expect(candidates.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 6);
        expect(candidates.every((candidate) => HYPOTHESES.has(written(candidate)))).toBe(true);
        expect(evidence.every((row) => row.frames.every((frame) => frame >= 1 && frame <= bytes.length))).toBe(true);
      }
    }),
  );
});

it('bears frames without time stamps', () => {
  const frames = handshake({ mac: POD, ip: '10.0.0.1' }, { mac: CARD, ip: '10.0.0.2' }).map((bytes) => ({
    bytes,
    at: Number.NaN,
  }));
  expect(judged(frames).verdict.candidates.length).toBeGreaterThan(0);
});
