import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/cni/judge.ts';
import type { Signal } from '../../../src/cni/signal.ts';
import { geneveOption } from '../../../src/cni/signals/geneve-option.ts';
import { innerBroadcasts } from '../../../src/cni/signals/inner-broadcasts.ts';
import { innerStations } from '../../../src/cni/signals/inner-stations.ts';
import { innerTtl } from '../../../src/cni/signals/inner-ttl.ts';
import { tunnelChecksum } from '../../../src/cni/signals/tunnel-checksum.ts';
import { tunnelHeader } from '../../../src/cni/signals/tunnel-header.ts';
import { tunnelIdentifier } from '../../../src/cni/signals/tunnel-identifier.ts';
import { tunnelPort } from '../../../src/cni/signals/tunnel-port.ts';
import { concat } from '../../helpers/capture-builder.ts';
import { ethernet, geneve, ipv4, u32, udp, vxlan } from '../../helpers/frames.ts';
import { CARD, handshake, OTHER_CARD, POD, resolve, SIBLING, timed, tunnelSceneOf, VETH } from '../scene-of.ts';

interface Outer {
  port?: number;
  id?: number;
  back?: number;
  zero?: boolean;
  wrap?: (id: number, frame: Uint8Array) => Uint8Array;
}

/** Inner frames with even numbers go from node to node, those with odd numbers back. */
function tunneled(inner: Uint8Array[], { port = 8472, id = 1, back = id, zero = false, wrap = vxlan }: Outer = {}) {
  const frames = inner.map((frame, i) => {
    const away = i % 2 === 0;
    const [from, to] = away ? ['10.0.0.1', '10.0.0.2'] : ['10.0.0.2', '10.0.0.1'];
    const packet = ipv4({ from, to }, udp({ from: 40_000, to: port }, wrap(away ? id : back, frame)));
    if (zero) packet.bytes.fill(0, 26, 28);
    return ethernet(packet, { from: away ? CARD : OTHER_CARD, to: away ? OTHER_CARD : CARD });
  });
  return tunnelSceneOf(timed(frames));
}

const routed = [1, 2, 3].flatMap((i) =>
  handshake({ mac: POD, ip: '10.244.0.2', ttl: 63 }, { mac: SIBLING, ip: '10.244.1.2', ttl: 63 }, 40_000 + i),
);
const direct = handshake({ mac: POD, ip: '10.0.0.2' }, { mac: VETH, ip: '10.0.1.2' });
const weights = (signal: Signal, ...scene: Parameters<typeof tunneled>) =>
  signal.weigh(tunneled(...scene))[0]?.weights ?? {};

it('sees the tunnel itself', () => {
  const [reading] = tunnelHeader.weigh(tunneled(routed));
  expect(reading.statement).toBe('12 frames of vxlan on UDP 8472');
  expect(reading.frames).toEqual([1, 2]);
});

describe('port', () => {
  it.each([
    [8472, 'vxlan/flannel'],
    [8472, 'vxlan/cilium'],
    [4789, 'vxlan/calico'],
    [6784, 'vxlan/weave'],
  ])('%i speaks for %s', (port, mode) => expect(weights(tunnelPort, routed, { port })[mode]).toBeGreaterThan(0));
});

describe('identifier', () => {
  it('one for both speaks against Cilium', () =>
    expect(weights(tunnelIdentifier, routed)['vxlan/cilium']).toBeLessThan(0));
  it('one per sender speaks for it', () =>
    expect(weights(tunnelIdentifier, routed, { id: 4711, back: 815 })['vxlan/cilium']).toBeGreaterThan(10));
  it('two swapped halves speak for Weave', () =>
    expect(weights(tunnelIdentifier, routed, { id: 0x123456, back: 0x456123 })['vxlan/weave']).toBeGreaterThan(10));
  it('a default names its product', () =>
    expect(tunnelIdentifier.weigh(tunneled(routed))[1].weights['vxlan/flannel']).toBeGreaterThan(0));
});

it('weighs the outer checksum', () => {
  expect(weights(tunnelChecksum, routed)['vxlan/flannel']).toBeGreaterThan(0);
  expect(weights(tunnelChecksum, routed, { zero: true })['vxlan/flannel']).toBeLessThan(0);
});

it('weighs TTLs inside', () => {
  expect(weights(innerTtl, routed)['vxlan/cilium']).toBeLessThan(0);
  expect(weights(innerTtl, direct)['vxlan/flannel']).toBeLessThan(0);
});

it('weighs the stations inside', () => {
  expect(weights(innerStations, routed)['vxlan/flannel']).toBeGreaterThan(0);
  const cards = handshake({ mac: CARD, ip: '10.9.0.1' }, { mac: OTHER_CARD, ip: '10.9.0.2' });
  expect(weights(innerStations, cards).vxlan).toBeGreaterThan(0);
  const antrea = handshake({ mac: POD, ip: '10.9.0.1' }, { mac: 'aa:bb:cc:dd:ee:ff', ip: '10.9.0.2' });
  expect(weights(innerStations, antrea)['geneve/antrea']).toBeGreaterThan(20);
});

it('weighs group frames inside', () => {
  const question = resolve({ mac: POD, ip: '10.0.0.2' }, { mac: VETH, ip: '10.0.1.2' }, false);
  expect(weights(innerBroadcasts, [...direct, ...question, ...question, ...question]).vxlan).toBeGreaterThan(0);
  expect(weights(innerBroadcasts, routed).vxlan).toBeLessThan(0);
});

it("reads OVN's Geneve option", () => {
  const withOption = (id: number, frame: Uint8Array) =>
    concat([u32(0x02406558), u32(id * 256), u32(0x01028001), u32(0x00010002), frame]);
  expect(weights(geneveOption, routed, { port: 6081, wrap: withOption })['geneve/ovn-kubernetes']).toBeGreaterThan(20);
  expect(weights(geneveOption, routed, { port: 6081, wrap: geneve })['geneve/ovn-kubernetes']).toBeLessThan(0);
});

describe("Calico's own marks", () => {
  const between = (from: string, to: string): Uint8Array[] =>
    [1, 2, 3].flatMap((i) =>
      handshake({ mac: from, ip: '10.244.0.2', ttl: 63 }, { mac: to, ip: '10.244.1.2', ttl: 63 }, 40_000 + i),
    );
  const calico = between('66:11:22:33:44:55', '66:99:88:77:66:55');

  it('an address that begins with 66 speaks for it, any other against it', () => {
    expect(weights(innerStations, calico)['vxlan/calico']).toBeGreaterThan(
      weights(innerStations, calico)['vxlan/flannel'],
    );
    expect(weights(innerStations, between(POD, '66:99:88:77:66:55'))['vxlan/calico']).toBeLessThan(0);
  });

  it("its VNI is flannel's too, on the same port", () => {
    const sureness = (inner: Uint8Array[]) => {
      const { mode, submode, confidence } = judge(tunneled(inner, { port: 4789, id: 4096 }));
      return { mode, submode, confidence };
    };
    expect(sureness(calico)).toMatchObject({ mode: 'vxlan', submode: 'calico' });
    expect(sureness(calico).confidence).toBeGreaterThan(0.9);
    expect(sureness(between(POD, SIBLING)).confidence).toBeLessThan(0.8);
  });
});

it('makes no pair of nodes of a single packet', () => {
  const [packet, , next] = routed;
  expect(innerStations.weigh(tunneled([packet]))).toEqual([]);
  expect(innerStations.weigh(tunneled([packet, next])).length).toBe(1);
});
