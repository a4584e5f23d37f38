/** Several machines that the DHCP server takes for one. */
import type { DhcpClient } from '../../tally/dhcp-clients.ts';
import { inChain } from '../chain-text.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { earliest, latest } from '../group-by.ts';
import { listed } from '../wording.ts';

export const dhcpSharedClientId: Detector = {
  id: 'dhcp-shared-client-id',
  title: 'Several machines share one DHCP identity',
  reference: 'RFC 2131 §4.2, RFC 4361; containernetworking/cni#17, containernetworking/plugins#450',
  explain: `A DHCP server tells clients apart by their client identifier, or by their hardware address when they send none. Here machines with different names (or different hardware
addresses) use one identity, so they get one address or take it from each other. Typical: ipvlan pods, which all have the hardware address of their master; cloned virtual machines with
one machine-id. Give each its own client identifier (macvlan instead of ipvlan for DHCP, a new machine-id).`,
  explains: ['duplicate-ip'],
  detect: (input) =>
    input.observations.tallies.control.dhcp
      .clients()
      .filter(isShared)
      .map((client) => draft(input, client)),
};

/** Two host names, or one client identifier from two hardware addresses. */
export const isShared = ({ clientId, hardware, hostNames }: DhcpClient): boolean =>
  hostNames.length > 1 || (clientId !== '' && hardware.length > 1);

function draft({ observations }: DetectorInput, client: DhcpClient): Draft {
  const { clientId, hardware, hostNames, context, acknowledged, offered, exchanges } = client;
  const identity = clientId === '' ? hardware[0] : clientId;
  const messages = exchanges.flatMap((exchange) => [...exchange.messages.values()]);
  return {
    severity: 'warning',
    subject: identity,
    summary: `${listed(hostNames.length > 1 ? hostNames : hardware)} ask for addresses with one DHCP identity, ${identity}${inChain(observations, context)}.`,
    count: exchanges.length,
    first: earliest(messages.map(({ first }) => first)),
    last: latest(messages.map(({ last }) => last)),
    confidence: 0.85,
    evidence: [
      {
        fact: 'exchanges',
        value: exchanges.length,
        unit: 'exchanges',
        frames: messages.slice(0, 5).map(({ firstFrame }) => firstFrame),
      },
      { fact: 'hardware addresses', value: listed(hardware) },
      { fact: 'host names', value: listed(hostNames) || 'none given' },
      { fact: 'addresses given', value: listed(acknowledged.length > 0 ? acknowledged : offered) || 'none' },
    ],
    displayFilter: hardware.length > 0 ? `dhcp.hw.mac_addr in {${hardware.slice(0, 4).join(', ')}}` : 'dhcp',
    alternatives: ['a machine that changed its name or its network card'],
    next: {
      where: 'the DHCP server',
      command: null,
      why: 'its lease file shows which machine holds the lease of this identity',
    },
    endpoints: [identity],
    context,
  };
}
