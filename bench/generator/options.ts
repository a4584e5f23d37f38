/** What traffic a generated capture holds. Shares are percentages. */

export interface TrafficOptions {
  packets: number;
  /** TCP and UDP flows; every one of them appears when there are packets enough. */
  flows: number;
  /** Hosts: a station and an address each. */
  pods: number;
  /** Mean length of TCP and UDP frames in bytes; "imix": 64, 594 and 1,518 bytes as 7 : 4 : 1. */
  size: number | 'imix';
  /** Of all frames. */
  vxlan: number;
  vlan: number;
  /** Of all flows. */
  ipv6: number;
  /** TCP segments with data that are sent again, per million. */
  retransmissionsPpm: number;
  format: 'pcap' | 'pcapng';
  /** Capture interfaces; a pcap file has one. */
  interfaces: number;
  /** Length of the capture. */
  seconds: number;
  seed: number;
}

export const DEFAULTS: TrafficOptions = {
  packets: 1_000_000,
  flows: 10_000,
  pods: 4096,
  size: 80,
  vxlan: 0,
  vlan: 5,
  ipv6: 10,
  retransmissionsPpm: 3000,
  format: 'pcap',
  interfaces: 1,
  seconds: 60,
  seed: 1,
};
