/** Duplicate address detection finds a duplicate. */
import type { DuplicateAddressTest } from '../../tally/duplicate-address-tests.ts';
import { inChain } from '../chain-text.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';

export const ipv6DadFailure: Detector = {
  id: 'ipv6-dad-failure',
  title: 'An IPv6 address is taken already',
  reference: 'RFC 4862 §5.4; containernetworking/plugins#695',
  explain: `A station asked whether an IPv6 address is free, and another station said that it is its own, or tried the same one at the same moment. The kernel then leaves the address
unusable ("dadfailed"), and the pod has no IPv6. Causes: one address given twice, two interfaces with one MAC address (their link-local addresses are then equal), or a network that
sends frames back to their sender; such reflections come from the station itself and are not counted.`,
  detect: (input) =>
    input.observations.tallies.control.neighbours.tests
      .list()
      .filter(({ defended, simultaneous }) => defended + simultaneous > 0)
      .map((test) => draft(input, test)),
};

function draft({ observations }: DetectorInput, test: DuplicateAddressTest): Draft {
  const { address, station, rival, defended, simultaneous, context } = test;
  return {
    severity: 'error',
    subject: address,
    summary: `${station} tried the address ${address}${inChain(observations, context)}, which ${rival} ${defended > 0 ? 'holds' : 'tried at the same time'}.`,
    count: defended + simultaneous,
    first: test.firstConflict,
    last: test.lastConflict,
    confidence: 0.95,
    evidence: [
      { fact: 'attempts', value: test.attempts, unit: 'attempts', frames: [test.firstFrame, test.lastFrame] },
      { fact: 'defended by another station', value: defended, unit: 'times', frames: [test.firstDefenceFrame] },
      { fact: 'tried by two at once', value: simultaneous, unit: 'times', frames: [test.firstMeetingFrame] },
      { fact: 'the other station', value: rival },
    ],
    displayFilter: `icmpv6.nd.ns.target_address == ${address} || icmpv6.nd.na.target_address == ${address}`,
    alternatives: ['a proxy for neighbour discovery that answers for everyone'],
    next: {
      where: `the host or pod with ${station}`,
      command: 'ip -6 addr show dadfailed',
      why: 'lists the address if the kernel gave it up',
    },
    endpoints: [address],
    context,
  };
}
