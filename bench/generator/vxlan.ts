/** VXLAN headers between a handful of nodes, as flannel writes them: one VNI, port 8472, no checksum. */
import * as headers from './headers.ts';
import { EtherType, IpNumber } from './headers.ts';
import { mixed } from './random.ts';

const PORT = 8472;
const VNI = 1;
const NODES = 16;
/** Stations of this number and up are the nodes' own. */
const FIRST_NODE = 1_000_000;
/** 172.16.0.0/16. */
const NODE_NETWORK = 0xac10_0000;

/** Writes the headers for the frame of `length` bytes that lies `VXLAN_OVERHEAD` behind `at`; its stations choose the nodes. */
export function encapsulate(view: DataView, at: number, length: number, index: number): void {
  const inner = at + headers.VXLAN_OVERHEAD;
  const hash = mixed(view.getUint32(inner + 2) ^ mixed(view.getUint32(inner + 8)));
  const from = hash % NODES;
  const other = (hash >>> 8) % NODES;
  const to = other === from ? (other + 1) % NODES : other;
  headers.station(view, at, FIRST_NODE + to);
  headers.station(view, at + 6, FIRST_NODE + from);
  const l3 = at + 12 + headers.etherType(view, at + 12, EtherType.Ipv4, 0);
  const payload = inner - l3 - 20 - headers.UDP_LENGTH + length;
  const fields = { protocol: IpNumber.Udp, length: headers.UDP_LENGTH + payload, identification: index & 0xffff };
  const l4 = l3 + headers.ipv4(view, l3, { ...fields, source: address(from), destination: address(to) });
  const ports = (((49_152 + ((hash >>> 16) % 16_384)) << 16) | PORT) >>> 0;
  const vxlan = l4 + headers.udp(view, l4, ports, payload);
  view.setUint32(vxlan, 0x0800_0000);
  view.setUint32(vxlan + 4, VNI << 8);
}

const address = (node: number): number => (NODE_NETWORK + 10 + node) | 0;
