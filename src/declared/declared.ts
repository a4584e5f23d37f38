/** What somebody wrote down about the network: attachments, pods, and what is wrong with the files themselves. Never what was observed. */

/** One file as it was read. */
export interface DeclarationFile {
  path: string;
  text: string;
}

/** Where something is written. */
export interface Place {
  file: string;
  /** From 1. */
  line: number;
}

/** Something in a file that does not mean what its author thinks. */
export interface Problem extends Place {
  message: string;
  /** `namespace/name` of the attachment it is about; null when it is about the file. */
  attachment: string | null;
}

/** One NetworkAttachmentDefinition or bare CNI configuration. Null and empty stand for "not said". */
export interface DeclaredNetwork extends Place {
  /** Null when not said, and for a bare CNI configuration. */
  namespace: string | null;
  name: string;
  /** Plugin types of the chain, first the one that makes the interface; empty when the configuration cannot be read. */
  plugins: string[];
  /** Ids of the report; null for plugins that have none. */
  mode: string | null;
  submode: string | null;
  /** Master, bridge or device on the node. */
  master: string | null;
  vlan: number | null;
  /** CIDR. */
  subnets: string[];
  /** Addresses given to every pod alike, as CIDR. */
  addresses: string[];
  gateways: string[];
  routes: { destination: string; gateway: string | null }[];
  mtu: number | null;
  /** IPAM plugin. */
  ipam: string | null;
}

/** One interface of a pod. */
export interface DeclaredInterface {
  /** `namespace/name` of its network, or what the cluster's own is called. */
  network: string;
  /** `net1`; null when not said. */
  device: string | null;
  ips: string[];
  mac: string | null;
  /** True for the cluster's own network. */
  isDefault: boolean;
}

/** One pod with its interfaces. */
export interface DeclaredPod extends Place {
  namespace: string;
  name: string;
  node: string | null;
  nodeIps: string[];
  /** The pod has no interfaces of its own: its addresses are the node's. */
  hostNetwork: boolean;
  interfaces: DeclaredInterface[];
}

/** Everything that the files declare. */
export interface Declared {
  attachments: DeclaredNetwork[];
  pods: DeclaredPod[];
  problems: Problem[];
}

/** `namespace/name`, or the name alone. */
export const fullName = ({ namespace, name }: { namespace: string | null; name: string }): string =>
  namespace === null ? name : `${namespace}/${name}`;
