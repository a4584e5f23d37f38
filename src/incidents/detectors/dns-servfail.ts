/** The DNS server could not find out. */
import { dnsDraft, dnsFaults, dnsFilter } from '../dns-groups.ts';
import type { Detector } from '../finding.ts';

/** RFC 1035 §4.1.1. */
const SERVER_FAILURE = 2;

export const dnsServfail: Detector = {
  id: 'dns-servfail',
  title: 'The DNS server fails',
  reference: 'RFC 1035 §4.1.1; RFC 8914',
  explain: `The server answered "server failure": it could not ask the servers behind it, they did not answer, or DNSSEC validation failed. For pods the server is CoreDNS: look at
its log and at its way to the upstream resolvers (often a NetworkPolicy or a node without a route to them).`,
  detect: (input) =>
    dnsFaults(input, ({ answers }) => answers.get(SERVER_FAILURE)).map((fault) => ({
      ...dnsDraft(input, fault, 'answered "server failure" to'),
      severity: 'warning',
      confidence: 0.95,
      displayFilter: dnsFilter(fault, 'dns.flags.rcode == 2'),
      alternatives: ['a broken delegation or signature of that one domain'],
      next: {
        where: `the DNS server ${fault.server}`,
        command: 'kubectl -n kube-system logs -l k8s-app=kube-dns --tail=50',
        why: 'names the upstream that does not answer',
      },
    })),
};
