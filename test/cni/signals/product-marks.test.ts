import { expect, it } from 'vitest';
import { calicoGateway } from '../../../src/cni/signals/calico-gateway.ts';
import { ovnStation } from '../../../src/cni/signals/ovn-station.ts';
import { handshake, POD, resolve, timed, VETH, weighed } from '../scene-of.ts';

it('knows Calico by its host-side station address', () => {
  const frames = resolve({ mac: POD, ip: '10.1.0.2' }, { mac: 'ee:ee:ee:ee:ee:ee', ip: '169.254.1.1' });
  const [reading] = weighed(calicoGateway, timed(frames));
  expect(reading.weights['*/calico']).toBeGreaterThan(30);
  expect(reading.frames).toEqual([2]);
  expect(weighed(calicoGateway, timed(handshake({ mac: POD, ip: '10.1.0.2' }, { mac: VETH, ip: '10.1.0.3' })))).toEqual(
    [],
  );
});

it('reads the address in an OVN station', () => {
  const frames = handshake(
    { mac: '0a:58:0a:f4:01:05', ip: '10.244.1.5' },
    { mac: '0a:58:0a:f4:01:01', ip: '10.244.2.9', ttl: 63 },
  );
  const [reading] = weighed(ovnStation, timed(frames));
  expect(reading.statement).toContain('such as 10.244.1.');
  expect(reading.statement).toContain('1 of them uses that address');
  expect(weighed(ovnStation, timed(handshake({ mac: POD, ip: '10.1.0.2' }, { mac: VETH, ip: '10.1.0.3' })))).toEqual(
    [],
  );
});
