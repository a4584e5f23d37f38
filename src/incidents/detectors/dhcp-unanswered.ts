/** DHCP clients that get no answer. */
import type { DhcpExchange } from '../../tally/dhcp-exchange.ts';
import type { Occurrences } from '../../tally/occurrences.ts';
import { inChain } from '../chain-text.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { earliest, groupBy, latest, sumOf } from '../group-by.ts';
import { counted, listed } from '../wording.ts';

/** A client sends again after 4 and 8 s (RFC 2131 §4.1): one lost DISCOVER is no fault. */
const MIN_UNANSWERED = 2;

export const dhcpUnanswered: Detector = {
  id: 'dhcp-unanswered',
  title: 'DHCP clients get no answer',
  reference: 'RFC 2131 §4.1; containernetworking/plugins: dhcp IPAM daemon',
  explain: `A client asks for an address again and again (after 4, 8, 16 seconds) and no server answers: no server in this VLAN, a relay that is missing, a switch that drops answers to
addresses it does not know (port security, DHCP snooping), or a server without free leases. For pods: the dhcp daemon of the CNI plugins asks on behalf of the pod from the
node's network. Answers are unicast to the client when its broadcast flag is off, so a capture elsewhere may not see them; the client then shows that it heard them: it asks
the server that it names (option 54) for the address, and does not ask twice. Such questions are not counted.`,
  detect: (input) => {
    const exchanges = input.observations.tallies.control.dhcp.list();
    return [...groupBy(exchanges, ({ context, hardware }) => `${context} ${hardware}`).values()]
      .filter((ofClient) => sumOf(ofClient, missed) >= MIN_UNANSWERED)
      .map((ofClient) => draft(input, ofClient));
  },
};

/** A DISCOVER that is sent again before a slow server's offer was not in vain. */
const unanswered = ({ discovers, requests, servers }: DhcpExchange): Occurrences[] =>
  [...(servers.size === 0 ? [discovers] : []), requests].map((questions) => questions.unanswered);

const missed = (exchange: DhcpExchange): number => sumOf(unanswered(exchange), ({ count }) => count);

function draft({ observations }: DetectorInput, exchanges: readonly DhcpExchange[]): Draft {
  const [{ hardware, context }] = exchanges;
  const questions = exchanges.flatMap(unanswered).filter(({ count }) => count > 0);
  const count = sumOf(exchanges, missed);
  const asked = sumOf(exchanges, ({ discovers, requests }) => discovers.asked.count + requests.asked.count);
  const servers = [...new Set(exchanges.flatMap((exchange) => [...exchange.servers]))];
  return {
    severity: 'warning',
    subject: hardware,
    summary: `${hardware} asked ${counted(asked, 'time')} for an address${inChain(observations, context)}, and ${count} of the questions were not answered${servers.length === 0 ? ': no DHCP server answered this client' : ''}.`,
    count,
    first: earliest(questions.map(({ first }) => first)),
    last: latest(questions.map(({ last }) => last)),
    confidence: 0.75,
    evidence: [
      {
        fact: 'questions without an answer',
        value: count,
        unit: 'questions',
        frames: questions.flatMap(({ firstFrame, lastFrame }) => [firstFrame, lastFrame]),
      },
      { fact: 'sent by stations', value: listed([...new Set(exchanges.flatMap(({ stations }) => [...stations]))]) },
      ...(servers.length > 0 ? [{ fact: 'servers that answered other questions', value: listed(servers) }] : []),
    ],
    displayFilter: `dhcp.hw.mac_addr == ${hardware}`,
    alternatives: ['the answers are unicast and do not pass this capture'],
    next: {
      where: 'the DHCP server’s segment',
      command: 'tcpdump -eni any udp port 67 or udp port 68',
      why: 'shows whether the question arrives and an answer leaves',
    },
    endpoints: [hardware],
    context,
  };
}
