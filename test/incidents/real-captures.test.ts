/** Real frames for each id: a capture in which it is the fault, and one that looks alike and must stay silent. */
import { expect, it } from 'vitest';
import { findingsIn, theOne } from './findings.ts';

const CASES: readonly [id: string, fires: string, lookAlike: string][] = [
  ['duplicate-ip', 'dup-ip_svc-test', 'asym-routing_pod01-any'],
  ['asymmetric-routing', 'asym-routing_pod01-any', 'ipvlan-l3s_pod01-net1'],
  ['arp-unanswered', 'port-security_svc-test', 'port-security_node1-ens36'],
  ['reply-lost', 'port-security_node1-ens36', 'dup-ip_svc-test'],
  ['unanswered-flow', 'policy-drop_pod01-eth0', 'ipvlan-l3s_pod01-net1'],
  ['syn-retransmission', 'policy-drop_pod01-eth0', 'refused-reset_svc-test'],
  ['missing-route', 'cilium-native-noroute_router-any', 'policy-drop_pod01-eth0'],
  ['connection-refused', 'refused-reset_svc-test', 'policy-drop_pod01-eth0'],
  ['icmp-unreachable', 'refused-reset_svc-test', 'routing-loop_node1-eth1'],
  ['routing-loop', 'routing-loop_node1-eth1', 'asym-routing_pod01-any'],
  ['ttl-exceeded', 'routing-loop_node1-eth1', 'refused-reset_svc-test'],
  ['vlan-mismatch', 'vlan-mismatch_node1-ens36', 'port-security_svc-test'],
  ['dns-nxdomain', 'dns-failures_pod01-eth0', 'policy-drop_pod01-eth0'],
  ['dns-servfail', 'dns-failures_pod01-eth0', 'mtu-blackhole_pod01-eth0'],
  ['dns-timeout', 'dns-failures_pod01-eth0', 'ipvlan-l3s_pod01-net1'],
  ['mtu-blackhole', 'mtu-blackhole_pod01-eth0', 'asym-routing_pod01-any'],
  ['macvlan-host-isolation', 'macvlan-host-isolation_svc-test', 'vlan-mismatch_node1-ens36'],
  ['ipvlan-no-return-route', 'ipvlan-l3-noroute_svc-test', 'macvlan-host-isolation_svc-test'],
  ['one-direction-only', 'ipvlan-l3s_pod01-net1', 'policy-drop_pod01-eth0'],
];

it.each(CASES)('%s fires in %s with proof, and not in %s', async (id, fires, lookAlike) => {
  const finding = theOne(await findingsIn(fires), id);
  expect(finding.displayFilter).not.toBe('');
  expect(finding.evidence.some(({ frames }) => frames.length > 0)).toBe(true);
  expect(finding.first).toMatch(/Z$/);
  expect((await findingsIn(lookAlike)).map((other) => other.id)).not.toContain(id);
});

it('says nothing worse than information of a healthy capture', async () => {
  expect((await findingsIn('ipvlan-l3s_pod01-net1')).filter(({ severity }) => severity !== 'info')).toEqual([]);
});

it('puts the cause above its symptoms and names it there', async () => {
  const findings = await findingsIn('vlan-mismatch_node1-ens36');
  expect(findings.map(({ id }) => id)).toEqual(['vlan-mismatch', 'arp-unanswered', 'arp-unanswered']);
  expect(findings[1].evidence[0]).toMatchObject({
    fact: 'explained by',
    value: 'vlan-mismatch 172.23.0.10 ↔ 172.23.0.1',
  });
});

it('names frames that show it, as Wireshark counts them', async () => {
  const { evidence } = theOne(await findingsIn('routing-loop_node1-eth1'), 'routing-loop');
  // Frame 23 is the first ping to the address that nobody has, 24 the same packet coming back.
  expect(evidence[0].frames.slice(0, 2)).toEqual([23, 24]);
  expect(evidence[0].input).toBe(0);
});

it('measures what it says', async () => {
  const finding = theOne(await findingsIn('mtu-blackhole_pod01-eth0'), 'mtu-blackhole');
  expect(finding.evidence).toContainEqual(expect.objectContaining({ fact: 'bytes missing in one gap', value: 60_172 }));
  expect(finding.subject).toBe('10.244.1.2 → 10.244.0.2');
});
