/** Declarations as they are found in the wild. */

/** The first has a comment, a key given twice, a gateway that is not on-link and an object that is never closed; the second has the name of the first. */
export const WILD = `apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: ipvlan-a
  namespace: default
spec:
  config: '{
      "cniVersion": "0.3.1",
      # the second card
      "type": "ipvlan",
      "master": "ens36",
      "ipam": {
        "type": "static",
        "addresses": [ { "address": "10.0.0.1/24" } ],
        "addresses": [ { "address": "172.16.10.2/24", "gateway": "172.16.0.1" } ]
      }
  '
---
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: ipvlan-a
  namespace: default
spec:
  config: |
    { "type": "macvlan", "master": "ens36" }
`;

/** One NetworkAttachmentDefinition with a configuration. */
export const nad = (name: string, config: unknown): string =>
  JSON.stringify({
    kind: 'NetworkAttachmentDefinition',
    metadata: { name, namespace: 'default' },
    spec: { config: typeof config === 'string' ? config : JSON.stringify(config) },
  });

export interface PodFields {
  name?: string;
  network?: string;
  ip?: string;
  mac?: string;
  isDefault?: boolean;
}

/** One pod with one interface. */
export const pod = ({
  name = 'web',
  network = 'default/lab',
  ip = '10.0.0.1',
  mac = '02:00:00:00:00:0a',
  isDefault = false,
}: PodFields): string =>
  JSON.stringify({
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'k8s.v1.cni.cncf.io/network-status': JSON.stringify([
          { name: network, interface: 'net1', ips: [ip], mac, default: isDefault },
        ]),
      },
    },
    spec: { nodeName: 'node1' },
    status: { hostIP: '192.168.0.11' },
  });
