/** Analyses as the engine would give them: an IPvlan pod with a duplicate address, flannel between two nodes, an empty capture, and a hostile one. */
import type { Analysis, Finding, Flow, Input, LinkLayer, MacEndpoint } from '../../src/report/analysis.ts';

const at = (second: number, fraction = '000000000'): string =>
  `2025-02-23T12:36:${String(second).padStart(2, '0')}.${fraction}Z`;

const noShares = {
  frames: 0,
  unicast: { frames: 0, bytes: 0, ratio: 0 },
  broadcast: { frames: 0, bytes: 0, ratio: 0 },
  multicast: { frames: 0, bytes: 0, ratio: 0 },
  arp: { frames: 0, requests: 0, replies: 0, gratuitous: 0, probes: 0, unanswered: 0 },
};

const noLinkLayer: LinkLayer = {
  ...noShares,
  vlans: [],
  perInterface: [],
  perVlan: [],
  perVni: [],
  timeline: {
    start: null,
    bucketSeconds: 1,
    broadcast: [],
    multicast: [],
    arp: [],
    frames: [],
    segments: [],
    others: [],
  },
};

const input = (over: Partial<Input> & Pick<Input, 'path'>): Input => ({
  format: 'pcap',
  compression: 'none',
  bytes: 24,
  frames: 0,
  complete: true,
  damage: [],
  interfaces: [],
  ...over,
});

const ethernet = (over: Partial<Input['interfaces'][number]>): Input['interfaces'][number] => ({
  id: 0,
  name: null,
  linktype: 1,
  linktypeName: 'EN10MB',
  snaplen: 262144,
  frames: 0,
  bytesCaptured: 0,
  bytesOriginal: 0,
  description: null,
  filter: null,
  received: null,
  dropped: null,
  ...over,
});

const station = (mac: string, over: Partial<MacEndpoint>): MacEndpoint => ({
  mac,
  name: null,
  vendor: null,
  locallyAdministered: false,
  ips: [],
  framesSent: 0,
  framesReceived: 0,
  embeddedIp: null,
  scheme: null,
  firstSeen: at(36),
  lastSeen: at(59),
  interfaces: ['0'],
  ...over,
});

/** A TCP flow between two ends, each written `ip port mac`. */
function flow(id: string, a: string, b: string, over: Partial<Flow> = {}): Flow {
  const end = (text: string): Flow['a'] => {
    const [ip, port, mac] = text.split(' ');
    return { ip, port: Number(port), name: null, mac: mac ?? null };
  };
  return {
    id,
    communityId: '1:LQU9qZlK+B5F3KDmev6m5PMibrg=',
    layer: 'outer',
    tunnel: null,
    vlan: null,
    chain: [],
    proto: 'tcp',
    icmp: null,
    a: end(a),
    b: end(b),
    packetsAB: 12,
    packetsBA: 10,
    bytesAB: 1_204,
    bytesBA: 88_412,
    first: at(36, '123456789'),
    last: at(44, '000000001'),
    tcp: {
      handshakeRttMs: 0.412,
      retransmissions: 0,
      outOfOrder: 0,
      resets: 0,
      zeroWindow: 0,
      mss: { a: 1460, b: 1460 },
      state: 'closed',
    },
    ...over,
  };
}

/** A capture without a single packet. */
export const empty: Analysis = {
  schema: 'netsight.report/1',
  tool: { name: 'netsight', version: '0.1.0' },
  inputs: [input({ path: 'empty.pcap', interfaces: [ethernet({})] })],
  capture: {
    frames: 0,
    bytesCaptured: 0,
    bytesOriginal: 0,
    first: null,
    last: null,
    durationSeconds: 0,
    duplicates: 0,
    undecoded: [],
  },
  protocols: {},
  l2: noLinkLayer,
  endpoints: { totals: { macs: 0, ips: 0 }, macs: [], ips: [] },
  tunnels: [],
  flows: { total: 0, duplicates: 0, portless: 0, byProtocol: {}, top: [] },
  verdict: {
    mode: 'unknown',
    submode: null,
    confidence: 1,
    identifiable: false,
    summary: 'The capture holds no packets, so it says nothing about the network.',
    candidates: [{ mode: 'unknown', submode: null, probability: 1 }],
    evidence: [],
    next: {
      where: 'on the node, at the interface the pod is attached to',
      command: 'tcpdump -i net1 -w net1.pcap -c 1000',
      why: 'an empty file means nothing passed, or the filter let nothing through',
    },
    vantage: null,
  },
  segments: [],
  findings: [],
  declared: null,
  faults: [],
  limits: [],
};

const MASTER = '00:50:56:be:6f:9a';
const PEER = '00:50:56:be:16:4e';
const RIVAL = '66:b5:a7:07:64:6a';

const duplicateIp: Finding = {
  id: 'duplicate-ip',
  severity: 'critical',
  subject: '172.16.10.2',
  summary: `172.16.10.2 is claimed by ${MASTER} and ${RIVAL}; replies go to whichever spoke last`,
  count: 14,
  first: at(36, '123456789'),
  last: at(59, '901000000'),
  confidence: 0.96,
  evidence: [
    {
      fact: `ARP packets sent by ${MASTER} for 172.16.10.2`,
      value: 8,
      unit: 'packets',
      input: 0,
      frames: [3, 9, 21, 44, 51, 58, 77, 90],
    },
    {
      fact: `ARP packets sent by ${RIVAL} for 172.16.10.2`,
      value: 6,
      unit: 'packets',
      input: 0,
      frames: [5, 12, 23, 46, 53, 60],
    },
    { fact: 'changes from one MAC to the other', value: 11, unit: 'changes', input: 0, frames: [5, 9] },
  ],
  displayFilter: 'arp.src.proto_ipv4 == 172.16.10.2 || arp.duplicate-address-detected',
  alternatives: ['failover of a virtual address (then the old MAC falls silent; here both keep talking)'],
  next: {
    where: 'every node of the network',
    command: "crictl pods -q | xargs -n1 crictl inspectp | grep -B9 '172.16.10.2'",
    why: 'finds the two pods that were given the address; check the whereabouts range of both attachments',
  },
  names: [],
  fingerprint: 'duplicate-ip:172.16.10.2',
};

const arpUnanswered: Finding = {
  id: 'arp-unanswered',
  severity: 'warning',
  subject: '172.16.10.9',
  summary: '172.16.10.9 never answers: 20 requests from 172.16.10.2 in 19.0 s',
  count: 20,
  first: at(38),
  last: at(57),
  confidence: 0.8,
  evidence: [{ fact: 'ARP requests without reply', value: 20, unit: 'packets', input: 0, frames: [10, 11] }],
  displayFilter: 'arp.dst.proto_ipv4 == 172.16.10.9',
  alternatives: ['the host is switched off', 'the capture sees one direction only'],
  next: {
    where: 'on the master interface of the node',
    command: 'tcpdump -eni ens36 arp and host 172.16.10.9',
    why: 'shows whether the request leaves the node',
  },
  names: [],
  fingerprint: 'arp-unanswered:172.16.10.9',
};

/** Two pods behind one station address, and a stranger that uses the address of one of them. */
export const ipvlan: Analysis = {
  ...empty,
  inputs: [
    input({
      path: 'captures/ipvlan-l2-two/pod01-net1.pcap',
      bytes: 163_204,
      frames: 1284,
      interfaces: [ethernet({ frames: 1284, bytesCaptured: 142_636, bytesOriginal: 142_636 })],
    }),
  ],
  capture: {
    ...empty.capture,
    frames: 1284,
    bytesCaptured: 142_636,
    bytesOriginal: 142_636,
    first: at(36, '123456789'),
    last: at(59, '987654321'),
    durationSeconds: 23.864197532,
  },
  protocols: {
    ethernet: 1284,
    arp: 58,
    ipv4: 1204,
    ipv6: 22,
    icmp: 40,
    icmpv6: 22,
    tcp: 1100,
    udp: 64,
    dns: 64,
    http: 30,
  },
  l2: {
    ...noLinkLayer,
    frames: 1284,
    unicast: { frames: 1220, bytes: 138_900, ratio: 1220 / 1284 },
    broadcast: { frames: 42, bytes: 1_764, ratio: 42 / 1284 },
    multicast: { frames: 22, bytes: 1_972, ratio: 22 / 1284 },
    arp: { frames: 58, requests: 42, replies: 14, gratuitous: 2, probes: 0, unanswered: 20 },
    perInterface: [
      {
        interface: '0',
        input: 0,
        frames: 1284,
        unicast: { frames: 1220, bytes: 138_900, ratio: 1220 / 1284 },
        broadcast: { frames: 42, bytes: 1_764, ratio: 42 / 1284 },
        multicast: { frames: 22, bytes: 1_972, ratio: 22 / 1284 },
        arp: { frames: 58, requests: 42, replies: 14, gratuitous: 2, probes: 0, unanswered: 20 },
      },
    ],
    timeline: {
      start: '2026-11-21T11:43:55.000000000Z',
      bucketSeconds: 1,
      broadcast: [1, 0, 2, 2, 2, 2, 3, 2, 2, 2, 1, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 1, 1, 0],
      multicast: [9, 4, 2, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 2],
      arp: [2, 1, 3, 3, 2, 2, 4, 2, 3, 2, 2, 3, 3, 2, 2, 2, 3, 2, 2, 3, 2, 2, 2, 2],
      frames: [40, 60, 52, 49, 51, 55, 58, 50, 49, 50, 61, 58, 55, 52, 50, 49, 51, 56, 60, 58, 57, 52, 51, 110],
      segments: [],
      others: [],
    },
  },
  endpoints: {
    totals: { macs: 3, ips: 5 },
    macs: [
      station(MASTER, {
        vendor: 'VMware, Inc.',
        ips: ['172.16.10.2', '172.16.10.3', 'fe80::50:5600:1be:6f9a'],
        framesSent: 640,
        framesReceived: 598,
      }),
      station(PEER, { vendor: 'VMware, Inc.', ips: ['172.16.10.1'], framesSent: 630, framesReceived: 622 }),
      station(RIVAL, { locallyAdministered: true, ips: ['172.16.10.2'], framesSent: 14, framesReceived: 2 }),
    ],
    ips: [
      {
        ip: '172.16.10.2',
        name: null,
        macs: [MASTER, RIVAL],
        framesSent: 420,
        framesReceived: 402,
        bytesSent: 60_000,
        bytesReceived: 52_000,
      },
      {
        ip: '172.16.10.1',
        name: null,
        macs: [PEER],
        framesSent: 600,
        framesReceived: 610,
        bytesSent: 52_000,
        bytesReceived: 60_000,
      },
    ],
  },
  flows: {
    total: 31,
    duplicates: 0,
    portless: 0,
    byProtocol: { tcp: 12, udp: 16, icmp: 2, icmpv6: 1 },
    top: [
      flow('9f3c51a2', `172.16.10.2 48896 ${MASTER}`, `172.16.10.1 80 ${PEER}`, {
        bytesBA: 1_288_412,
        packetsAB: 540,
        packetsBA: 512,
      }),
      flow('07ab10ff', `172.16.10.3 40112 ${MASTER}`, `172.16.10.1 443 ${PEER}`, {
        tcp: {
          handshakeRttMs: 38.25,
          retransmissions: 3,
          outOfOrder: 1,
          resets: 1,
          zeroWindow: 0,
          mss: { a: 1460, b: 1410 },
          state: 'reset',
        },
      }),
      flow('51aa00b7', `172.16.10.2 0 ${MASTER}`, `172.16.10.1 0 ${PEER}`, {
        proto: 'icmp',
        icmp: { type: 8, code: 0 },
        a: { ip: '172.16.10.2', port: null, name: null, mac: MASTER },
        b: { ip: '172.16.10.1', port: null, name: null, mac: PEER },
        packetsAB: 20,
        packetsBA: 20,
        bytesAB: 1960,
        bytesBA: 1960,
        tcp: null,
      }),
    ],
  },
  verdict: {
    mode: 'ipvlan',
    submode: 'l2',
    confidence: 0.97,
    identifiable: true,
    summary: 'Two addresses share one station address and both answer ARP: IPvlan in L2 mode.',
    candidates: [
      { mode: 'ipvlan', submode: 'l2', probability: 0.97 },
      { mode: 'none', submode: null, probability: 0.02 },
      { mode: 'ipvlan', submode: 'l3', probability: 0.01 },
    ],
    evidence: [
      {
        signal: 'shared-station',
        statement: `2 IPv4 addresses answer ARP from one MAC, ${MASTER}`,
        supports: 'ipvlan/l2',
        decibans: 17,
        input: 0,
        frames: [3, 8, 14],
      },
      {
        signal: 'ipvlan-link-local',
        statement: "IPv6 link-local address fe80::50:5600:1be:6f9a carries ipvlan's port number in its EUI-64",
        supports: 'ipvlan',
        decibans: 14,
        input: 0,
        frames: [31],
      },
      {
        signal: 'vendor-station',
        statement: 'the shared MAC is a VMware address, not made up by software',
        supports: 'ipvlan',
        decibans: 3,
        input: 0,
        frames: [3],
      },
      {
        signal: 'few-addresses',
        statement: 'two addresses on one MAC are also what a plain host with an alias has',
        supports: 'ipvlan/l2',
        decibans: -4,
        input: null,
        frames: [],
      },
    ],
    next: {
      where: 'on node1',
      command: 'ip -d link show type ipvlan',
      why: 'confirms the mode of every IPvlan device in one line',
    },
    vantage: { id: 'pod', confidence: 0.85, evidence: ['only traffic of one pod and its broadcasts'] },
  },
  findings: [duplicateIp, arpUnanswered],
};

const NODE1 = '52:54:00:aa:00:01';
const NODE2 = '52:54:00:aa:00:02';
const shares = { ...noShares, frames: 90_000, unicast: { frames: 89_990, bytes: 80_000_000, ratio: 0.9998888 } };

/** flannel between two nodes, captured on two interfaces of a pcapng file that is cut short. */
export const flannel: Analysis = {
  ...empty,
  inputs: [
    input({
      path: 'both-nodes.pcapng.gz',
      format: 'pcapng',
      compression: 'gzip',
      bytes: 31_204_118,
      frames: 180_412,
      complete: false,
      damage: [
        {
          offset: 184_319_104,
          code: 'truncated-tail',
          message: 'the last block announces 1,532 bytes, the file ends after 896',
        },
      ],
      interfaces: [
        ethernet({
          name: 'ens36',
          snaplen: 96,
          frames: 90_206,
          bytesCaptured: 8_600_000,
          bytesOriginal: 81_000_000,
          received: 90_300,
          dropped: 94,
        }),
        ethernet({
          id: 1,
          name: 'flannel.1',
          description: 'VTEP',
          filter: 'not port 22',
          snaplen: 96,
          frames: 90_206,
          bytesCaptured: 8_600_000,
          bytesOriginal: 76_000_000,
        }),
      ],
    }),
  ],
  capture: {
    frames: 180_412,
    bytesCaptured: 17_200_000,
    bytesOriginal: 157_000_000,
    first: '2025-02-23T23:58:10.000000001Z',
    last: '2025-02-24T01:03:51.500000000Z',
    durationSeconds: 3941.499999999,
    duplicates: 90_001,
    undecoded: [{ linktype: 147, linktypeName: 'USER0', frames: 12 }],
  },
  protocols: { ethernet: 180_412, ipv4: 180_400, udp: 90_300, vxlan: 90_206, tcp: 178_000, icmp: 800, arp: 12 },
  l2: {
    ...noLinkLayer,
    ...shares,
    frames: 180_412,
    unicast: { frames: 180_396, bytes: 156_000_000, ratio: 0.99991 },
    broadcast: { frames: 12, bytes: 504, ratio: 0.0000665 },
    multicast: { frames: 4, bytes: 400, ratio: 0.0000222 },
    arp: { frames: 12, requests: 6, replies: 6, gratuitous: 0, probes: 0, unanswered: 0 },
    vlans: [{ vid: 100, frames: 412 }],
    perInterface: [
      { interface: 'ens36', input: 0, ...shares },
      { interface: 'flannel.1', input: 0, ...shares },
    ],
    perVlan: [{ vid: 100, ...shares, frames: 412 }],
    perVni: [{ type: 'vxlan', vni: 1, ...shares }],
    timeline: {
      start: '2026-11-21T11:43:55.000000000Z',
      bucketSeconds: 20,
      broadcast: Array.from({ length: 198 }, (_, i) => (i % 33 === 0 ? 2 : 0)),
      multicast: Array.from({ length: 198 }, (_, i) => (i % 50 === 0 ? 1 : 0)),
      arp: Array.from({ length: 198 }, (_, i) => (i % 33 === 0 ? 2 : 0)),
      frames: Array.from({ length: 198 }, (_, i) => 400 + ((i * 37) % 600)),
      segments: [
        { segment: 1, frames: Array.from({ length: 198 }, (_, i) => 300 + ((i * 37) % 600)) },
        { segment: 0, frames: Array.from({ length: 198 }, () => 90) },
      ],
      others: Array.from({ length: 198 }, () => 10),
    },
  },
  endpoints: {
    totals: { macs: 26, ips: 31 },
    macs: [
      station(NODE1, {
        vendor: 'QEMU virtual NIC',
        locallyAdministered: true,
        ips: ['172.16.20.11'],
        framesSent: 45_100,
        framesReceived: 45_106,
        interfaces: ['ens36'],
      }),
      station(NODE2, {
        vendor: 'QEMU virtual NIC',
        locallyAdministered: true,
        ips: ['172.16.20.12'],
        framesSent: 45_106,
        framesReceived: 45_100,
        interfaces: ['ens36'],
      }),
      station('0a:58:0a:f4:01:05', {
        locallyAdministered: true,
        ips: [
          '10.244.1.5',
          '10.244.1.6',
          '10.244.1.7',
          '10.244.1.8',
          '10.244.1.9',
          'fd00:10:244:1:abcd:ef01:2345:6789',
        ],
        framesSent: 45_000,
        framesReceived: 45_000,
        embeddedIp: '10.244.1.5',
        scheme: '0a:58',
        interfaces: ['ens36', 'flannel.1'],
      }),
      ...Array.from({ length: 20 }, (_, i) =>
        station(`0a:58:0a:f4:02:${(i + 16).toString(16)}`, {
          locallyAdministered: true,
          ips: [`10.244.2.${i + 16}`],
          framesSent: 100 - i,
          framesReceived: 90 - i,
          embeddedIp: `10.244.2.${i + 17}`,
          scheme: '0a:58',
        }),
      ),
    ],
    ips: [
      {
        ip: '10.244.1.5',
        name: null,
        macs: ['0a:58:0a:f4:01:05'],
        framesSent: 45_000,
        framesReceived: 45_000,
        bytesSent: 40_000_000,
        bytesReceived: 40_000_000,
      },
    ],
  },
  tunnels: [
    {
      type: 'vxlan',
      port: 8472,
      ids: [1],
      endpoints: ['172.16.20.11', '172.16.20.12'],
      frames: 90_206,
      bytes: 81_000_000,
      checksums: { zero: 90_196, present: 10 },
    },
  ],
  flows: {
    total: 60_212,
    duplicates: 90_001,
    portless: 0,
    byProtocol: { udp: 1033, tcp: 59_100, icmp: 79 },
    top: [
      flow('aa01', `172.16.20.11 51233 ${NODE1}`, `172.16.20.12 8472 ${NODE2}`, {
        proto: 'udp',
        tcp: null,
        packetsBA: 0,
        bytesBA: 0,
        bytesAB: 40_000_000,
        packetsAB: 45_000,
      }),
      flow('aa02', '10.244.1.5 48896 0a:58:0a:f4:01:05', '10.244.2.16 8080 0a:58:0a:f4:02:10', {
        layer: 'inner',
        tunnel: { type: 'vxlan', id: 1 },
        bytesBA: 39_000_000,
        packetsBA: 41_000,
        packetsAB: 21_000,
      }),
      flow(
        'aa03',
        'fd00:10:244:1:abcd:ef01:2345:6789 48896 0a:58:0a:f4:01:05',
        'fd00:10:244:2:abcd:ef01:2345:6790 8080 0a:58:0a:f4:02:10',
        {
          layer: 'inner',
          tunnel: { type: 'vxlan', id: 1 },
          vlan: 100,
          chain: [
            { type: 'vxlan', id: 1 },
            { type: 'vlan', id: 100 },
          ],
        },
      ),
      ...Array.from({ length: 20 }, (_, i) =>
        flow(`bb${i + 10}`, `10.244.1.5 ${50_000 + i} 0a:58:0a:f4:01:05`, '10.96.0.10 53', {
          layer: 'inner',
          tunnel: { type: 'vxlan', id: 1 },
          proto: 'udp',
          tcp: null,
          packetsAB: 1,
          packetsBA: i % 2,
          bytesAB: 92,
          bytesBA: 108 * (i % 2),
        }),
      ),
    ],
  },
  verdict: {
    mode: 'vxlan',
    submode: 'flannel',
    confidence: 0.62,
    identifiable: false,
    summary: 'VXLAN on port 8472 with the single VNI 1: flannel, or Cilium with one security identity.',
    candidates: [
      { mode: 'vxlan', submode: 'flannel', probability: 0.62 },
      { mode: 'vxlan', submode: 'cilium', probability: 0.34 },
      { mode: 'vxlan', submode: null, probability: 0.04 },
    ],
    evidence: [
      {
        signal: 'vxlan-port',
        statement: 'UDP port 8472 is the Linux default, used by flannel and Cilium',
        supports: 'vxlan',
        decibans: 30,
        input: 0,
        frames: [1, 2, 3],
      },
      {
        signal: 'vni-pattern',
        statement: 'one VNI, 1, in both directions',
        supports: 'vxlan/flannel',
        decibans: 3,
        input: 0,
        frames: [1, 2],
      },
    ],
    next: {
      where: 'on either node',
      command: 'ip -d link show type vxlan',
      why: 'flannel.1 is flannel, cilium_vxlan is Cilium',
    },
    vantage: { id: 'wire', confidence: 0.9, evidence: ['both nodes speak, on ens36 and flannel.1'] },
  },
  segments: [
    {
      interface: 'ens36',
      vlan: null,
      tunnel: null,
      chain: [],
      frames: 90_206,
      verdict: {
        ...empty.verdict,
        mode: 'none',
        confidence: 0.8,
        candidates: [{ mode: 'none', submode: null, probability: 1 }],
      },
      stations: 5000,
      hosts: [{ mac: NODE1, ips: ['172.16.20.11'] }],
    },
    {
      interface: null,
      vlan: null,
      tunnel: { type: 'vxlan', id: 1 },
      chain: [{ type: 'vxlan', id: 1 }],
      frames: 90_206,
      verdict: { ...empty.verdict, mode: 'ptp', confidence: 0.55 },
      stations: 2,
      hosts: [],
    },
  ],
  findings: [
    {
      id: 'capture-truncated',
      severity: 'info',
      subject: 'both-nodes.pcapng.gz',
      summary: 'the file ends in the middle of a block; everything before it is in this report',
      count: 1,
      first: null,
      last: null,
      confidence: 1,
      evidence: [{ fact: 'byte offset of the last block', value: 184_319_104, unit: 'bytes', input: 0, frames: [] }],
      displayFilter: '',
      alternatives: [],
      next: {
        where: 'where it was captured',
        command: null,
        why: 'stop tcpdump with SIGINT, so that it writes its last block',
      },
      names: [],
      fingerprint: 'capture-truncated:both-nodes.pcapng.gz',
    },
  ],
  faults: [
    { protocol: 'tcp', kind: 'snapped', frames: 1204 },
    { protocol: 'vxlan', kind: 'malformed', frames: 3 },
  ],
  limits: [{ table: 'flows', kept: 65_536, folded: 1204 }],
};

/** What an attacker would put into every name. */
export const HOSTILE =
  '\x1b[31mred\x1b]0;title\x07 | </script><img src=x> `code` ``` **b** @everyone #1 [x](javascript:1) \r\n# heading\n| a | b |\n=cmd() \u202ereversed \u0085 \ud800 \\| 한글';

/** Keys whose strings have a form of their own, so nothing from outside can stand there. */
const FIXED = new Set(
  'schema format compression mode severity layer kind start first last firstSeen lastSeen mac id fingerprint'.split(
    ' ',
  ),
);

/** Any report with every free string replaced. */
export function withText<Value>(value: Value, replace: (text: string) => string, key = ''): Value {
  if (typeof value === 'string') return (FIXED.has(key) ? value : replace(value)) as Value;
  if (Array.isArray(value)) return value.map((entry) => withText(entry, replace, key)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, withText(entry, replace, name)]),
  ) as Value;
}

const POD = 'default/client (net1)';

/** The ipvlan report with declarations: the pod behind 172.16.10.2, and two networks of which one cannot be read. */
export const declared: Analysis = {
  ...ipvlan,
  endpoints: {
    ...ipvlan.endpoints,
    macs: ipvlan.endpoints.macs.map((one, i) => (i === 2 ? { ...one, ips: [], name: 'default/rival (net1)' } : one)),
    ips: ipvlan.endpoints.ips.map((one, i) => (i === 0 ? { ...one, name: POD } : one)),
  },
  flows: {
    ...ipvlan.flows,
    top: ipvlan.flows.top.map((one) => (one.a.ip === '172.16.10.2' ? { ...one, a: { ...one.a, name: POD } } : one)),
  },
  findings: [{ ...duplicateIp, names: [{ address: '172.16.10.2', name: POD }] }],
  declared: {
    attachments: [
      {
        namespace: 'default',
        name: 'ipvlan-ens36',
        plugins: ['ipvlan'],
        mode: 'ipvlan',
        submode: 'l2',
        master: 'ens36',
        vlan: 100,
        subnets: ['172.16.10.0/24'],
        gateways: ['172.16.0.1'],
        mtu: 1400,
        ipam: 'static',
        file: 'nads.yaml',
        line: 3,
        stations: 2,
        observed: { mode: 'ipvlan', submode: 'l2', confidence: 0.97 },
      },
      {
        namespace: null,
        name: 'broken',
        plugins: [],
        mode: null,
        submode: null,
        master: null,
        vlan: null,
        subnets: [],
        gateways: [],
        mtu: null,
        ipam: null,
        file: 'nads.yaml',
        line: 21,
        stations: 0,
        observed: null,
      },
    ],
    pods: 2,
    problems: [
      {
        file: 'nads.yaml',
        line: 7,
        message: 'gateway 172.16.0.1 is not on-link: it is outside of 172.16.10.0/24',
        attachment: 'default/ipvlan-ens36',
      },
    ],
  },
};

/** All rich reports in one: every section has something to say. */
export const everything: Analysis = {
  ...flannel,
  filter: 'udp port 8472 or arp',
  endpoints: {
    ...flannel.endpoints,
    ips: declared.endpoints.ips,
    macs: [declared.endpoints.macs[2], ...flannel.endpoints.macs],
  },
  flows: { ...flannel.flows, top: [...declared.flows.top, ...flannel.flows.top] },
  findings: [...declared.findings, arpUnanswered, ...flannel.findings],
  declared: declared.declared,
};

/** The same with hostile text everywhere. */
export const hostile: Analysis = withText(everything, () => HOSTILE);
