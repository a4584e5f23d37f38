import { expect, it } from 'vitest';
import type { DeclaredPod } from '../../src/declared/declared.ts';
import { parseDeclarations } from '../../src/declared/parse.ts';

const STATUS = 'k8s.v1.cni.cncf.io/network-status';

async function podOf(annotations: Record<string, string>, rest: object = {}): Promise<DeclaredPod> {
  const text = JSON.stringify({ kind: 'Pod', metadata: { name: 'web', namespace: 'shop', annotations }, ...rest });
  return (await parseDeclarations([{ path: 'pods.json', text }])).pods[0];
}

it('reads interfaces from the status', async () => {
  const status = [
    { name: 'cbr0', interface: 'eth0', ips: ['10.244.1.5'], mac: '0A:58:0a:f4:01:05', default: true },
    { name: 'shop/lab', interface: 'net1', ips: ['172.16.10.2', '2001:DB8::5'], mac: '00:50:56:be:6f:9a' },
  ];
  const pod = await podOf(
    { [STATUS]: JSON.stringify(status) },
    { spec: { nodeName: 'node1' }, status: { podIP: '10.244.1.5', hostIP: '192.168.0.11' } },
  );
  expect(pod).toMatchObject({
    namespace: 'shop',
    name: 'web',
    node: 'node1',
    nodeIps: ['192.168.0.11'],
    hostNetwork: false,
  });
  expect(pod.interfaces).toEqual([
    { network: 'cbr0', device: 'eth0', ips: ['10.244.1.5'], mac: '0a:58:0a:f4:01:05', isDefault: true },
    {
      network: 'shop/lab',
      device: 'net1',
      ips: ['172.16.10.2', '2001:db8::5'],
      mac: '00:50:56:be:6f:9a',
      isDefault: false,
    },
  ]);
});

it('reads the plural that older Multus wrote', async () => {
  const pod = await podOf({
    'k8s.v1.cni.cncf.io/networks-status': '[{"name": "lab", "interface": "net1", "ips": ["10.0.0.1"]}]',
  });
  expect(pod.interfaces).toMatchObject([{ network: 'lab', device: 'net1', ips: ['10.0.0.1'], mac: null }]);
});

it.each([
  [
    'lab, other/two@eth5',
    [
      ['shop/lab', 'net1'],
      ['other/two', 'eth5'],
    ],
  ],
  [
    '[{"name": "lab", "ips": ["10.0.0.7/24"]}, {"name": "two", "namespace": "other", "interface": "x"}]',
    [
      ['shop/lab', 'net1'],
      ['other/two', 'x'],
    ],
  ],
])('without a status takes what was asked for: %s', async (request, wanted) => {
  const { interfaces } = await podOf({ 'k8s.v1.cni.cncf.io/networks': request });
  expect(interfaces.map(({ network, device }) => [network, device])).toEqual(wanted);
});

it('gives a pod without annotations its own address', async () => {
  const { interfaces } = await podOf(
    {},
    { status: { podIP: '10.1.1.1', podIPs: [{ ip: '10.1.1.1' }, { ip: 'fd00::1' }] } },
  );
  expect(interfaces).toMatchObject([{ network: 'cluster network', ips: ['10.1.1.1', 'fd00::1'], isDefault: true }]);
});

it('gives a pod on the host network none: its address is the node’s', async () => {
  const pod = await podOf(
    {},
    { spec: { hostNetwork: true, nodeName: 'n' }, status: { podIP: '10.1.1.1', hostIP: '10.1.1.1' } },
  );
  expect(pod).toMatchObject({ hostNetwork: true, interfaces: [], nodeIps: ['10.1.1.1'] });
});

it('tells of annotations that cannot be read', async () => {
  const text = JSON.stringify({ kind: 'Pod', metadata: { name: 'web', annotations: { [STATUS]: '[{"name" 1}]' } } });
  const { problems } = await parseDeclarations([{ path: 'pods.json', text }]);
  expect(problems[0].message).toBe(`pod default/web: ${STATUS}: key "name" is not followed by a colon`);
});
