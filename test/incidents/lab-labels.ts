/**
 * What happened in the scenarios of samples/lab, and so what must be found in their captures and what must not. Labels say what was done, not what a detector
 * printed: they change only with the scenario.
 */

/** Truth of one capture. A fault is an id, or an id and its subject: `stale-neighbour 172.20.1.100`. */
export interface CaptureLabel {
  /** Faults that this capture shows. */
  found?: readonly string[];
  /** Ids that this capture looks like, and that are not its fault. */
  absent?: readonly string[];
  /** True, and no reason to worry: information at most, when it is said at all. */
  mild?: readonly string[];
  /** True as well, as a consequence of the fault; errors and warnings other than these and those found are false alarms. */
  follows?: readonly string[];
  /** Ids in `found` that their detector is known to miss in this capture, with the reason. */
  missed?: Readonly<Record<string, string>>;
}

export interface ScenarioLabel {
  scenario: string;
  /** What was done. */
  truth: string;
  /** By file name without ending. */
  captures: Readonly<Record<string, CaptureLabel>>;
}

const NO_ADDRESS_FAULT = ['duplicate-ip', 'duplicate-mac', 'stale-neighbour', 'mac-flapping'] as const;
const NO_TUNNEL_FAULT = ['tunnel-one-way', 'tunnel-bad-checksum', 'vtep-mac-mismatch', 'tunnel-fragmented'] as const;
const UNANSWERED = ['unanswered-flow', 'syn-retransmission'] as const;

const L2: readonly ScenarioLabel[] = [
  {
    scenario: 'vip-failover',
    truth: 'a virtual address goes to the other node, which announces it; the client follows at once',
    captures: {
      client: { found: ['address-moved 172.20.0.100'], absent: [...NO_ADDRESS_FAULT, 'unanswered-flow'] },
      switch: { found: ['address-moved 172.20.0.100'], absent: [...NO_ADDRESS_FAULT, 'unanswered-flow'] },
    },
  },
  {
    scenario: 'stale-static',
    truth: 'a virtual address moves and is announced; the client has a permanent neighbour entry for the old node',
    captures: {
      client: {
        found: ['stale-neighbour 172.20.1.100', 'address-moved 172.20.1.100'],
        absent: ['duplicate-ip'],
        follows: UNANSWERED,
      },
      switch: {
        found: ['stale-neighbour 172.20.1.100', 'address-moved 172.20.1.100'],
        absent: ['duplicate-ip'],
        follows: UNANSWERED,
      },
    },
  },
  {
    scenario: 'stale-silent',
    truth:
      'an address comes back on another node, unannounced; the client uses the old station until its entry runs out',
    captures: {
      client: { found: ['address-moved 172.20.2.100'], absent: ['duplicate-ip'], follows: UNANSWERED },
      switch: { found: ['stale-neighbour 172.20.2.100'], absent: ['duplicate-ip'], follows: UNANSWERED },
    },
  },
  {
    scenario: 'dad-conflict',
    truth: 'node2 is given fd00:20::10, which node1 holds and defends',
    captures: {
      node1: { found: ['ipv6-dad-failure fd00:20::10'] },
      switch: { found: ['ipv6-dad-failure fd00:20::10'] },
    },
  },
  {
    scenario: 'dad-passed',
    truth: 'node2 tries a free address; the switch sends its own question back to it',
    captures: {
      node1: { absent: ['ipv6-dad-failure'] },
      node2: { absent: ['ipv6-dad-failure', 'l2-loop'] },
      switch: { absent: ['ipv6-dad-failure', 'l2-loop'] },
    },
  },
  {
    scenario: 'cloned-mac',
    truth: 'two virtual machines with one station address on two ports of a switch, one of them with a TTL of 128',
    captures: {
      client: { found: ['duplicate-mac 00:50:56:9a:77:01'], absent: ['duplicate-ip'], follows: UNANSWERED },
      'switch-any': {
        found: ['mac-flapping 00:50:56:9a:77:01'],
        absent: ['duplicate-ip', 'l2-loop'],
        follows: UNANSWERED,
      },
    },
  },
  {
    scenario: 'two-addresses',
    truth: 'one host with two addresses on its interface',
    captures: { client: { absent: [...NO_ADDRESS_FAULT, 'address-moved'] } },
  },
  {
    scenario: 'proxy-arp',
    truth: 'a router answers ARP for the hosts behind it, one of which has a TTL of 128',
    captures: {
      client: { absent: [...NO_ADDRESS_FAULT, 'address-moved', 'arp-unanswered', 'reply-lost'] },
      'router-any': { absent: [...NO_ADDRESS_FAULT, 'address-moved', 'arp-unanswered', 'reply-lost', 'routing-loop'] },
    },
  },
  {
    scenario: 'arping',
    truth: 'arping to a host that answers, a probe of a free address, announcements',
    captures: {
      node1: { absent: ['reply-lost', 'arp-unanswered', 'arp-storm', 'duplicate-ip', 'ipv6-dad-failure'] },
      switch: { absent: ['reply-lost', 'arp-unanswered', 'arp-storm', 'duplicate-ip', 'ipv6-dad-failure'] },
    },
  },
  {
    scenario: 'vm-migration',
    truth: 'a virtual machine moves to another port of the switch, once',
    captures: {
      'switch-any': { absent: [...NO_ADDRESS_FAULT, 'address-moved', 'l2-loop', 'unanswered-flow'] },
      client: { absent: [...NO_ADDRESS_FAULT, 'address-moved', 'unanswered-flow'] },
    },
  },
  {
    scenario: 'vrrp-pair',
    truth: 'two routers share a virtual router; address and station go from one to the other, once',
    captures: {
      client: { absent: [...NO_ADDRESS_FAULT, 'unanswered-flow'] },
      'switch-any': { absent: [...NO_ADDRESS_FAULT, 'unanswered-flow', 'l2-loop'] },
    },
  },
  {
    scenario: 'address-defended',
    truth: 'node2 probes for the address of node1, hears that it is taken, and leaves it alone',
    captures: {
      client: { absent: [...NO_ADDRESS_FAULT, 'address-moved', 'reply-lost', 'arp-unanswered'] },
      switch: { absent: [...NO_ADDRESS_FAULT, 'address-moved', 'reply-lost', 'arp-unanswered'] },
    },
  },
  {
    scenario: 'address-taken',
    truth: 'node2 takes the address of node1 as well, and both answer for it',
    captures: {
      client: { found: ['duplicate-ip 172.20.6.11'], absent: ['address-moved', 'duplicate-mac', 'mac-flapping'] },
      switch: { found: ['duplicate-ip 172.20.6.11'], absent: ['address-moved', 'duplicate-mac', 'mac-flapping'] },
    },
  },
  {
    scenario: 'arp-flood',
    truth: 'node1 asks for four hundred addresses within a second: with them 97 % of that second are broadcasts',
    captures: { node2: { found: ['arp-storm'], absent: ['l2-loop', 'arp-unanswered'], follows: ['broadcast-storm'] } },
  },
  {
    scenario: 'arp-inventory',
    truth: 'node1 asks for sixty addresses, twenty a second',
    captures: { node2: { absent: ['arp-storm', 'broadcast-storm', 'arp-unanswered', 'l2-loop'] } },
  },
  {
    scenario: 'switch-loop',
    truth: 'two links between two switches and no spanning tree: one announcement goes round for a second',
    captures: { node2: { found: ['l2-loop', 'broadcast-storm'], absent: ['duplicate-ip'], follows: ['arp-storm'] } },
  },
  {
    scenario: 'announcements',
    truth: 'four hosts come up and announce themselves by ARP, mDNS, SSDP, LLDP and datagrams to all',
    captures: { client: { absent: ['l2-loop', 'broadcast-storm', 'arp-storm', 'duplicate-ip', 'dns-timeout'] } },
  },
];

const ATTACHMENT: readonly ScenarioLabel[] = [
  {
    scenario: 'private-peers',
    truth: 'macvlan private: two pods of one node may not meet',
    captures: {
      'svc-test': {
        found: ['isolated-peers'],
        absent: ['macvlan-host-isolation', 'cloud-mac-filter'],
        follows: ['arp-unanswered'],
      },
      'node1-ens36': {
        found: ['isolated-peers'],
        absent: ['macvlan-host-isolation', 'cloud-mac-filter'],
        follows: ['arp-unanswered'],
      },
    },
  },
  {
    scenario: 'reflected-peers',
    truth:
      'macvlan VEPA behind a port that reflects: the pods meet, and each frame between them passes the uplink twice',
    captures: {
      'svc-test': { absent: ['isolated-peers', 'arp-unanswered', 'reply-lost'] },
      'node1-ens36': {
        absent: ['isolated-peers', 'arp-unanswered', 'reply-lost', 'l2-loop', 'tcp-retransmission', 'mac-flapping'],
        mild: ['duplicate-packets'],
      },
      'pod01-net1': { absent: ['isolated-peers', 'arp-unanswered', 'reply-lost', 'duplicate-packets', 'l2-loop'] },
    },
  },
  {
    scenario: 'dhcp-one-identity',
    truth: 'two ipvlan pods, web-1 and web-2, ask by DHCP with the one hardware address of their master',
    captures: {
      'svc-test': { found: ['dhcp-shared-client-id'], absent: ['dhcp-unanswered'] },
      'node1-ens36': { found: ['dhcp-shared-client-id'], absent: ['dhcp-unanswered'] },
    },
  },
  {
    scenario: 'dhcp-own-identities',
    truth: 'two macvlan pods ask by DHCP, each with its own address; web-1 asks twice',
    captures: {
      'svc-test': { absent: ['dhcp-shared-client-id', 'dhcp-unanswered', 'arp-unanswered'] },
      'node1-ens36': { absent: ['dhcp-shared-client-id', 'dhcp-unanswered', 'arp-unanswered'] },
    },
  },
  {
    scenario: 'dhcp-no-server',
    truth: 'a host asks by DHCP and nobody answers',
    captures: { node1: { found: ['dhcp-unanswered'] }, node2: { found: ['dhcp-unanswered'] } },
  },
  {
    scenario: 'dhcp-late-server',
    truth: 'the DHCP server comes up after the second question and serves the client',
    captures: { node1: { absent: ['dhcp-unanswered'] }, 'svc-test': { absent: ['dhcp-unanswered'] } },
  },
  {
    scenario: 'cloud-filter',
    truth: 'the switch drops what does not come from the address of the VM: macvlan pods are mute, the node is heard',
    captures: {
      'node1-ens36': {
        found: ['cloud-mac-filter'],
        absent: ['isolated-peers'],
        follows: ['arp-unanswered', 'reply-lost', ...UNANSWERED],
      },
      'svc-test': { absent: ['cloud-mac-filter', 'arp-unanswered', 'reply-lost'] },
    },
  },
  {
    scenario: 'cloud-filter-kvm',
    truth: 'the same on a KVM host with bridge pods',
    captures: {
      'node1-ens3': {
        found: ['cloud-mac-filter'],
        absent: ['isolated-peers'],
        follows: ['arp-unanswered', 'reply-lost', ...UNANSWERED],
      },
    },
  },
  {
    scenario: 'macvlan-dead-target',
    truth: 'macvlan pods are heard everywhere, and ask for a host that is off',
    captures: {
      'node1-ens36': {
        found: ['arp-unanswered 172.16.64.2 → 172.16.10.99', 'arp-unanswered 172.16.64.3 → 172.16.10.99'],
        absent: ['cloud-mac-filter', 'isolated-peers', 'reply-lost', 'macvlan-host-isolation'],
      },
      'svc-test': {
        found: ['arp-unanswered 172.16.64.2 → 172.16.10.99', 'arp-unanswered 172.16.64.3 → 172.16.10.99'],
        absent: ['cloud-mac-filter', 'isolated-peers', 'reply-lost', 'macvlan-host-isolation'],
      },
    },
  },
  {
    scenario: 'trunk-dead-target',
    truth: 'two healthy VLANs on one trunk; the pod in VLAN 100 asks for a host that is off',
    captures: {
      'node1-ens36': {
        found: ['arp-unanswered 172.23.100.10 → 172.23.100.77'],
        absent: ['vlan-mismatch', 'cloud-mac-filter', 'macvlan-host-isolation', 'reply-lost', 'ipvlan-no-return-route'],
      },
    },
  },
];

const OVERLAY: readonly ScenarioLabel[] = [
  {
    scenario: 'overlay-one-way',
    truth:
      'UDP port 8472 is dropped on its way to node1: its tunnel packets arrive at node2, the answers never come back',
    captures: {
      'node1-ens36': {
        found: ['tunnel-one-way 192.168.130.31 → 192.168.130.32'],
        absent: ['vtep-mac-mismatch', 'tunnel-bad-checksum'],
        follows: UNANSWERED,
      },
      'node2-ens36': { absent: NO_TUNNEL_FAULT, follows: UNANSWERED },
    },
  },
  {
    scenario: 'overlay-policy',
    truth: 'a policy in the target pod drops TCP port 80; pings through the tunnel are answered',
    captures: {
      'node1-ens36': {
        found: ['unanswered-flow 10.244.0.2 → 10.244.1.2:80', 'syn-retransmission 10.244.1.2:80'],
        absent: [...NO_TUNNEL_FAULT, 'reverse-path-suspect', 'missing-route'],
      },
    },
  },
  {
    scenario: 'overlay-syslog',
    truth: 'a pod sends UDP through the tunnel, and nothing has to come back',
    captures: { 'node1-ens36': { absent: [...NO_TUNNEL_FAULT, 'unanswered-flow', 'one-direction-only'] } },
  },
  {
    scenario: 'overlay-checksum',
    truth: 'outer UDP checksums are spoiled on the way to node2, which throws the packets away',
    captures: {
      'node1-ens36': { absent: ['tunnel-bad-checksum', 'vtep-mac-mismatch', 'tunnel-fragmented'], follows: UNANSWERED },
      'node2-ens36': {
        found: ['tunnel-bad-checksum'],
        absent: ['vtep-mac-mismatch', 'tunnel-fragmented'],
        follows: UNANSWERED,
      },
    },
  },
  {
    scenario: 'overlay-offload',
    truth: "node1's card completes checksums and cuts segments: its own capture shows neither, everything works",
    captures: {
      'node1-ens36': { absent: [...NO_TUNNEL_FAULT, 'tcp-retransmission', 'unanswered-flow'] },
      'node2-ens36': { absent: [...NO_TUNNEL_FAULT, 'offload-artefact', 'tcp-retransmission', 'unanswered-flow'] },
    },
  },
  {
    scenario: 'overlay-vtep-mac',
    truth: "node1 addresses node2's tunnel device by a station address that it no longer has",
    captures: {
      'node1-ens36': {
        found: ['vtep-mac-mismatch'],
        absent: ['tunnel-one-way', 'tunnel-bad-checksum', 'tunnel-fragmented'],
        follows: UNANSWERED,
      },
      'node2-ens36': {
        found: ['vtep-mac-mismatch'],
        absent: ['tunnel-one-way', 'tunnel-bad-checksum', 'tunnel-fragmented'],
        follows: UNANSWERED,
      },
      'node2-any': { found: ['vtep-mac-mismatch'], absent: ['tunnel-bad-checksum'], follows: UNANSWERED },
    },
  },
  {
    scenario: 'overlay-learned',
    truth: 'a healthy learned overlay: many stations behind each VTEP',
    captures: { 'node1-ens36': { absent: [...NO_TUNNEL_FAULT, 'duplicate-mac', 'duplicate-ip'] } },
  },
  {
    scenario: 'overlay-cut',
    truth: 'pods have the MTU of the nodes, so large tunnel packets are sent in fragments, and all of them arrive',
    captures: {
      'node1-ens36': {
        found: ['tunnel-fragmented 192.168.137.32 → 192.168.137.31'],
        absent: ['fragments-lost', 'mtu-blackhole', 'tunnel-one-way', 'tunnel-bad-checksum'],
      },
      'node2-ens36': {
        found: ['tunnel-fragmented 192.168.137.32 → 192.168.137.31'],
        absent: ['fragments-lost', 'mtu-blackhole', 'tunnel-one-way', 'tunnel-bad-checksum'],
      },
    },
  },
  {
    scenario: 'overlay-whole',
    truth: 'fragments between the nodes and fragments between the pods; no tunnel packet is cut',
    captures: { 'node1-ens36': { absent: [...NO_TUNNEL_FAULT, 'fragments-lost'] } },
  },
  {
    scenario: 'overlay-snaplen',
    truth: 'one capture ends within the inner headers, the other in the payload',
    captures: {
      snap60: { found: ['snaplen-too-short'], absent: [...NO_TUNNEL_FAULT, 'capture-truncated', 'capture-damaged'] },
      snap160: { absent: ['snaplen-too-short', ...NO_TUNNEL_FAULT, 'capture-truncated', 'capture-damaged'] },
    },
  },
  {
    scenario: 'overlay-ipip-blocked',
    truth: 'IP protocol 4 from node1 is dropped by the network; ICMP between the nodes passes',
    captures: {
      'node1-ens36': {
        found: ['tunnel-one-way 192.168.140.31 → 192.168.140.32'],
        absent: ['missing-route', 'tunnel-fragmented'],
        follows: UNANSWERED,
      },
      'node2-ens36': { absent: [...NO_TUNNEL_FAULT, ...UNANSWERED] },
    },
  },
  {
    scenario: 'overlay-identities',
    truth: "a healthy overlay that addresses each pod's own gateway and carries the sender's identity as VNI",
    captures: { 'node1-ens36': { absent: [...NO_TUNNEL_FAULT, ...UNANSWERED, 'duplicate-mac'] } },
  },
  {
    scenario: 'service-hairpin',
    truth:
      'a pod calls itself by its service address: the node rewrites destination and source, and the packet comes back',
    captures: {
      'pod01-eth0': {
        absent: [...UNANSWERED, 'routing-loop', 'duplicate-packets', 'asymmetric-routing', 'duplicate-ip'],
      },
      'node1-cni0': {
        absent: [...UNANSWERED, 'routing-loop', 'duplicate-packets', 'asymmetric-routing', 'duplicate-ip'],
      },
      'node1-any': {
        absent: [...UNANSWERED, 'routing-loop', 'duplicate-packets', 'asymmetric-routing', 'duplicate-ip'],
      },
    },
  },
];

const ROUTING: readonly ScenarioLabel[] = [
  {
    scenario: 'rp-filter',
    truth: 'requests from far networks come in by net1, the way back is eth0, and the strict filter drops them',
    captures: {
      'server-any': {
        found: ['reverse-path-suspect', 'unanswered-flow 192.168.70.20 → 172.24.1.11:80'],
        absent: ['asymmetric-routing', 'missing-route'],
        follows: UNANSWERED,
      },
      'server-net1': {
        found: ['unanswered-flow 192.168.70.20 → 172.24.1.11:80'],
        absent: ['asymmetric-routing'],
        follows: ['syn-retransmission'],
      },
      client: { found: ['unanswered-flow 192.168.70.20 → 172.24.1.11:80'], follows: ['syn-retransmission'] },
      'router-any': {
        found: ['unanswered-flow 192.168.70.20 → 172.24.1.11:80'],
        absent: ['missing-route', 'routing-loop'],
        follows: ['syn-retransmission'],
      },
    },
  },
  {
    scenario: 'silent-server',
    truth: 'a filter in the server drops one port; the way back is the way in',
    captures: {
      'server-any': {
        found: ['unanswered-flow 192.168.71.20 → 172.24.3.11:8080'],
        absent: ['reverse-path-suspect', 'asymmetric-routing', 'missing-route'],
        follows: ['syn-retransmission'],
      },
      'server-net1': {
        found: ['unanswered-flow 192.168.71.20 → 172.24.3.11:8080'],
        absent: ['reverse-path-suspect', 'asymmetric-routing'],
        follows: ['syn-retransmission'],
      },
      'router-any': {
        found: ['unanswered-flow 192.168.71.20 → 172.24.3.11:8080'],
        absent: ['missing-route', 'routing-loop', 'reverse-path-suspect'],
        follows: ['syn-retransmission'],
      },
    },
  },
  {
    scenario: 'unreachable-routes',
    truth: 'a router rejects a network without a route, a prohibited one, and a host that is off',
    captures: {
      client: {
        found: ['icmp-unreachable 10.99.0.5:443', 'icmp-unreachable 10.98.0.5:443', 'icmp-unreachable 172.25.1.77:80'],
        absent: ['connection-refused', 'arp-unanswered', 'unanswered-flow'],
        // The router asks three times for the host that is off before it says so.
        follows: ['syn-retransmission'],
      },
    },
  },
  {
    scenario: 'dns-late',
    truth: 'DNS answers come after the client has closed its port, and are rejected by its kernel',
    captures: { client: { absent: ['icmp-unreachable', 'dns-timeout', 'dns-servfail', 'unanswered-flow'] } },
  },
  {
    scenario: 'dns-slow',
    truth: 'DNS answers come after 1.4 s and the client waits for them',
    captures: { client: { absent: ['dns-timeout', 'dns-servfail', 'icmp-unreachable'] } },
  },
  {
    scenario: 'dns-dropped',
    truth: 'questions for drop.example.com are never answered, others are',
    captures: { client: { found: ['dns-timeout'], absent: ['dns-nxdomain', 'dns-servfail'] } },
  },
  {
    scenario: 'dns-search',
    truth: 'a resolver tries a name with an ending of its search list, which does not exist, then the name itself',
    captures: { client: { absent: ['dns-timeout', 'dns-servfail'], mild: ['dns-nxdomain'] } },
  },
  {
    scenario: 'traceroute',
    truth: 'one traceroute by UDP and one by ICMP through three routers',
    captures: {
      client: { absent: ['routing-loop', 'unanswered-flow'], mild: ['ttl-exceeded', 'icmp-unreachable'] },
      'router2-any': {
        absent: ['routing-loop', 'missing-route', 'asymmetric-routing', 'unanswered-flow'],
        mild: ['ttl-exceeded', 'icmp-unreachable'],
      },
    },
  },
  {
    scenario: 'mss-path',
    truth: 'both ends announce 1460 bytes, a router link carries 1360, and the router says so to the server',
    captures: {
      server: {
        found: ['mss-exceeds-path', 'icmp-frag-needed'],
        absent: ['mtu-blackhole'],
        follows: ['tcp-retransmission'],
      },
      client: { absent: ['mtu-blackhole', 'icmp-frag-needed', 'mss-exceeds-path'] },
    },
  },
  {
    scenario: 'mss-clamped',
    truth: 'the router clamps the MSS to 1360; only a large ping is told that fragmentation is needed',
    captures: {
      server: { absent: ['mss-exceeds-path', 'mtu-blackhole', 'tcp-retransmission'], follows: ['icmp-frag-needed'] },
    },
  },
  {
    scenario: 'fragments-dropped',
    truth: 'a filter before the server drops all fragments but the first',
    captures: {
      server: {
        found: ['fragments-lost 172.27.0.20 → 172.27.0.11'],
        absent: ['tunnel-fragmented'],
        follows: UNANSWERED,
      },
      client: { absent: ['fragments-lost', 'tunnel-fragmented'], follows: UNANSWERED },
    },
  },
  {
    scenario: 'fragments-reordered',
    truth: 'fragments overtake each other before the server, and all arrive',
    captures: {
      server: { absent: ['fragments-lost', 'unanswered-flow', 'duplicate-packets'] },
      client: { absent: ['fragments-lost', 'unanswered-flow', 'duplicate-packets'] },
    },
  },
  {
    scenario: 'one-armed-router',
    truth: 'a router between two networks on one wire sends every packet back where it came from, once',
    captures: {
      router: { absent: ['routing-loop', 'duplicate-packets', 'tcp-retransmission', 'l2-loop', 'unanswered-flow'] },
      switch: { absent: ['routing-loop', 'duplicate-packets', 'tcp-retransmission', 'l2-loop', 'unanswered-flow'] },
      'router-any': {
        absent: ['routing-loop', 'duplicate-packets', 'tcp-retransmission', 'unanswered-flow', 'missing-route'],
      },
    },
  },
];

const TRANSPORT: readonly ScenarioLabel[] = [
  {
    scenario: 'slow-reader',
    truth:
      'a server sleeps twice for four seconds while its receive buffer is full; the client probes for lost tails meanwhile',
    captures: {
      client: {
        found: ['tcp-zero-window 172.28.0.11'],
        absent: ['tcp-reset', 'mtu-blackhole'],
        follows: ['tcp-retransmission'],
      },
      server: {
        found: ['tcp-zero-window 172.28.0.11'],
        absent: ['tcp-reset', 'mtu-blackhole'],
        follows: ['tcp-retransmission'],
      },
    },
  },
  {
    scenario: 'closed-ports',
    truth: 'port 8080 is closed: six resets, whose window is zero',
    captures: {
      client: {
        found: ['connection-refused 172.28.1.11:8080'],
        absent: ['tcp-zero-window', 'tcp-reset', 'syn-retransmission', 'unanswered-flow'],
      },
    },
  },
  {
    scenario: 'slow-start',
    truth: 'SYNs are dropped for two seconds; the connection opens at the third try',
    captures: {
      client: { found: ['syn-retransmission 172.28.2.11:80'], absent: ['unanswered-flow', 'connection-refused'] },
    },
  },
  {
    scenario: 'aborting-server',
    truth: 'a server resets five connections in the middle of its answer',
    captures: {
      client: { found: ['tcp-reset 172.28.3.11:9000'], absent: ['connection-refused', 'unanswered-flow'] },
    },
  },
  {
    scenario: 'hurried-client',
    truth: 'six clients read the answer to its end and close with a reset',
    captures: { client: { absent: ['tcp-reset', 'connection-refused', 'tcp-zero-window'] } },
  },
  {
    scenario: 'lossy-port',
    truth: 'the switch loses 12 % of the packets to the client',
    captures: {
      client: { found: ['tcp-retransmission'], absent: ['mtu-blackhole', 'duplicate-packets'] },
      server: { found: ['tcp-retransmission'], absent: ['mtu-blackhole', 'duplicate-packets'] },
    },
  },
  {
    scenario: 'reordering-port',
    truth: 'packets to the client overtake each other, and none is lost',
    captures: { client: { absent: ['duplicate-packets', 'mtu-blackhole', 'packets-dropped'] } },
  },
];

const CAPTURE: readonly ScenarioLabel[] = [
  {
    scenario: 'mirror',
    truth: 'a mirror of both directions of two ports holds every packet twice, one of what comes in holds it once',
    captures: {
      'both-ways': { found: ['duplicate-packets'], absent: ['tcp-retransmission', 'l2-loop', 'routing-loop'] },
      ingress: { absent: ['duplicate-packets', 'tcp-retransmission', 'one-direction-only'] },
    },
  },
  {
    scenario: 'incoming-only',
    truth: 'tcpdump -Q in, and the same traffic in both directions',
    captures: {
      in: { found: ['one-direction-only'], absent: ['unanswered-flow', 'asymmetric-routing', 'tcp-retransmission'] },
      inout: { absent: ['one-direction-only', 'unanswered-flow', 'asymmetric-routing'] },
    },
  },
  {
    scenario: 'clock-back',
    truth: 'the clock of the capturing machine is set back ten minutes while packets come in',
    captures: { client: { found: ['clock-jump'], absent: ['tcp-retransmission', 'unanswered-flow'] } },
  },
  {
    scenario: 'clock-forward',
    truth: 'the clock leaps one hour forward between two pings of a series',
    captures: { client: { absent: ['tcp-retransmission', 'unanswered-flow'], follows: ['clock-jump'] } },
  },
  {
    scenario: 'quiet-line',
    truth: 'nothing is sent for twelve seconds',
    captures: { client: { absent: ['clock-jump', 'packets-dropped'] } },
  },
  {
    scenario: 'overrun',
    truth: 'dumpcap is stopped while pings flood in, and its interface statistics count what is lost',
    captures: { server: { found: ['packets-dropped'], absent: ['capture-truncated', 'capture-damaged'] } },
  },
  {
    scenario: 'in-time',
    truth: 'the same dumpcap with time enough: its statistics say that nothing is lost',
    captures: { server: { absent: ['packets-dropped', 'capture-truncated', 'capture-damaged'] } },
  },
  {
    scenario: 'offloading',
    truth: "the server's card cuts segments and completes checksums; the wire holds neither",
    captures: {
      server: { found: ['offload-artefact'], absent: ['tcp-retransmission', 'mss-exceeds-path', 'mtu-blackhole'] },
      client: { absent: ['offload-artefact', 'tcp-retransmission', 'mss-exceeds-path', 'mtu-blackhole'] },
    },
  },
];

export const LAB_LABELS: readonly ScenarioLabel[] = [
  ...L2,
  ...ATTACHMENT,
  ...OVERLAY,
  ...ROUTING,
  ...TRANSPORT,
  ...CAPTURE,
];
