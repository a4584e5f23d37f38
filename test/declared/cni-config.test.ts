import { expect, it } from 'vitest';
import { isCniConfig, readCniConfig } from '../../src/declared/cni-config.ts';
import type { Mapping } from '../../src/declared/tree.ts';

const read = (config: unknown) => readCniConfig(config as Mapping);

it.each([
  [
    { type: 'bridge', bridge: 'br0', vlan: 100 },
    { mode: 'bridge', submode: null, master: 'br0', vlan: 100 },
  ],
  [
    { type: 'macvlan', master: 'ens36' },
    { mode: 'macvlan', submode: 'bridge', master: 'ens36', vlan: null },
  ],
  [
    { type: 'macvlan', mode: 'vepa', master: 'ens36' },
    { mode: 'macvlan', submode: 'vepa' },
  ],
  [
    { type: 'ipvlan', mode: 'l3s' },
    { mode: 'ipvlan', submode: 'l3s', master: null },
  ],
  [
    { type: 'host-device', pciBusID: '0000:3d:00.1' },
    { mode: 'host-device', submode: null, master: '0000:3d:00.1' },
  ],
  [
    { type: 'sriov', vlan: 7 },
    { mode: 'host-device', submode: 'sriov', vlan: 7 },
  ],
  [
    { type: 'vlan', master: 'eth0', vlanId: 5, mtu: 1400 },
    { mode: 'vlan', vlan: 5, mtu: 1400 },
  ],
  [
    { type: 'ovs', bridge: 'br1', vlan: 9 },
    { plugins: ['ovs'], mode: null, master: 'br1', vlan: 9 },
  ],
  [{ type: 'bridge', vlan: 0 }, { vlan: null }],
  [{ type: 'bridge', vlan: 5000 }, { vlan: null }],
  [{ type: 'constructor' }, { plugins: ['constructor'], mode: null }],
])('reads %j', (config, network) => {
  expect(read(config)).toMatchObject({ ...network, complaints: [] });
});

it('takes the first plugin of a chain for the interface, and the last MTU', () => {
  const plugins = [{ type: 'macvlan', master: 'ens36', mtu: 1500 }, { type: 'tuning', mtu: 1400 }, { type: 'sbr' }];
  expect(read({ name: 'chain', plugins })).toMatchObject({
    plugins: ['macvlan', 'tuning', 'sbr'],
    mode: 'macvlan',
    mtu: 1400,
  });
});

it.each([
  [{ type: 'macvlan', mode: 'l2' }, "macvlan has no mode 'l2'"],
  [{ name: 'x' }, 'the configuration names no plugin ("type")'],
  [{ plugins: [] }, 'the configuration names no plugin ("type")'],
])('tells what is wrong with %j', (config, complaint) => {
  expect(read(config).complaints).toEqual([complaint]);
});

it('knows a bare configuration from an object of Kubernetes', () => {
  const isConfig = (root: unknown): boolean => isCniConfig(root as Mapping);
  expect(isConfig({ cniVersion: '1.0.0', type: 'ptp' })).toBe(true);
  expect(isConfig({ name: 'list', plugins: [] })).toBe(true);
  expect(isConfig({ apiVersion: 'v1', kind: 'Secret', type: 'Opaque' })).toBe(false);
});
