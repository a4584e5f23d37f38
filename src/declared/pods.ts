/** Pods as `kubectl get pods -o json` or `-o yaml` prints them. */
import { formatMac, parseMac } from '../base/addresses.ts';
import type { DeclaredInterface, DeclaredPod, Problem } from './declared.ts';
import type { DeclarationDocument } from './documents.ts';
import { parseLenientJson } from './lenient-json.ts';
import { canonicalAddress } from './subnet.ts';
import { type Mapping, mappingAt, mappingsAt, textAt, textsAt, type Value } from './tree.ts';

/** Annotations of the multi-network de-facto standard v1.3 (§4.1.1, §4.1.2.3); the plural is what Multus wrote before 3.4. */
const STATUS_KEYS = ['k8s.v1.cni.cncf.io/network-status', 'k8s.v1.cni.cncf.io/networks-status'];
const REQUEST_KEY = 'k8s.v1.cni.cncf.io/networks';
const CLUSTER_NETWORK = 'cluster network';
/** `namespace/name@interface`, as the short form of the request writes it. */
const SHORT_REQUEST = /^(?:([^/@\s]+)\/)?([^/@\s]+?)(?:@([^/@\s]+))?$/;

/** True for a pod. */
export const isPod = ({ root }: DeclarationDocument): boolean =>
  root.kind === 'Pod' || (root.kind === undefined && 'podIP' in mappingAt(root, 'status'));

/** The pod and what in its annotations cannot be read. */
export function readPod({ file, lines, root }: DeclarationDocument): { pod: DeclaredPod; problems: Problem[] } {
  const metadata = mappingAt(root, 'metadata');
  const spec = mappingAt(root, 'spec');
  const status = mappingAt(root, 'status');
  const namespace = textAt(metadata, 'namespace') ?? 'default';
  const name = textAt(metadata, 'name') ?? '(unnamed)';
  const place = { file, line: lines.start(root) };
  const problems: Problem[] = [];
  const annotations = new Annotations(mappingAt(metadata, 'annotations'), (message) =>
    problems.push({ ...place, message: `pod ${namespace}/${name}: ${message}`, attachment: null }),
  );
  const podIps = addressesOf([
    ...textsAt(status, 'podIP'),
    ...mappingsAt(status, 'podIPs').flatMap((entry) => textsAt(entry, 'ip')),
  ]);
  const hostNetwork = spec.hostNetwork === true;
  const pod: DeclaredPod = {
    ...place,
    namespace,
    name,
    node: textAt(spec, 'nodeName'),
    nodeIps: addressesOf([
      ...textsAt(status, 'hostIP'),
      ...mappingsAt(status, 'hostIPs').flatMap((entry) => textsAt(entry, 'ip')),
    ]),
    hostNetwork,
    interfaces: hostNetwork ? [] : interfacesOf(annotations, namespace, podIps),
  };
  return { pod, problems };
}

/** What the status says, what was asked for where it says nothing, and the pod's own address where neither does. */
function interfacesOf(annotations: Annotations, namespace: string, podIps: string[]): DeclaredInterface[] {
  const status = annotations.status();
  const attached = status.length > 0 ? status : annotations.requests(namespace);
  const known = new Set(attached.flatMap(({ ips }) => ips));
  const missing = podIps.filter((ip) => !known.has(ip));
  if (missing.length === 0) return attached;
  const own = attached.find(({ isDefault }) => isDefault);
  if (own === undefined)
    return [{ network: CLUSTER_NETWORK, device: 'eth0', ips: missing, mac: null, isDefault: true }, ...attached];
  return attached.map((entry) => (entry === own ? { ...own, ips: [...own.ips, ...missing] } : entry));
}

class Annotations {
  private readonly annotations: Mapping;
  private readonly complain: (message: string) => void;

  constructor(annotations: Mapping, complain: (message: string) => void) {
    this.annotations = annotations;
    this.complain = complain;
  }

  /** Interfaces as Multus made them. */
  status(): DeclaredInterface[] {
    const key = STATUS_KEYS.find((name) => textAt(this.annotations, name) !== null);
    if (key === undefined) return [];
    return this.entries(key, textAt(this.annotations, key)!).map((entry) => ({
      ...described(entry),
      network: textAt(entry, 'name') ?? CLUSTER_NETWORK,
      isDefault: entry.default === true,
    }));
  }

  /** Interfaces as they were asked for; Multus calls them net1, net2 … unless told otherwise. */
  requests(namespace: string): DeclaredInterface[] {
    const text = textAt(this.annotations, REQUEST_KEY)?.trim();
    if (text === undefined) return [];
    const entries = text.startsWith('[')
      ? this.entries(REQUEST_KEY, text).map(longRequest)
      : text.split(',').map(shortRequest);
    return entries.map(({ network, device, ...rest }, index) => ({
      ...rest,
      network: network.includes('/') ? network : `${namespace}/${network}`,
      device: device ?? `net${index + 1}`,
    }));
  }

  private entries(key: string, text: string): Mapping[] {
    const { values, complaints, error } = parseLenientJson(text);
    for (const { message } of [...complaints, ...(error === null ? [] : [error])]) this.complain(`${key}: ${message}`);
    return mappingsAt({ list: values.flat() as Value[] }, 'list');
  }
}

const longRequest = (entry: Mapping): DeclaredInterface => {
  const namespace = textAt(entry, 'namespace');
  const name = textAt(entry, 'name') ?? '';
  return { ...described(entry), network: namespace === null ? name : `${namespace}/${name}`, isDefault: false };
};

function shortRequest(text: string): DeclaredInterface {
  const [, namespace, name, device] = SHORT_REQUEST.exec(text.trim()) ?? ['', undefined, text.trim(), undefined];
  const network = namespace === undefined ? (name ?? '') : `${namespace}/${name}`;
  return { network, device: device ?? null, ips: [], mac: null, isDefault: false };
}

function described(entry: Mapping): Pick<DeclaredInterface, 'device' | 'ips' | 'mac'> {
  const mac = parseMac(textAt(entry, 'mac') ?? '');
  return {
    device: textAt(entry, 'interface'),
    ips: addressesOf(textsAt(entry, 'ips')),
    mac: mac === null ? null : formatMac(mac, 0),
  };
}

const addressesOf = (texts: readonly string[]): string[] => [
  ...new Set(texts.map(canonicalAddress).filter((address) => address !== null)),
];
