/** Names that do not exist. */
import type { DnsGroup } from '../../tally/dns-groups.ts';
import { type DnsFault, dnsDraft, dnsFaults, dnsFilter } from '../dns-groups.ts';
import type { Detector, DetectorInput, Draft } from '../finding.ts';
import { shellWord } from '../shell.ts';

/** RFC 1035 §4.1.1. */
const NAME_ERROR = 3;
const NO_ERROR = 0;

export const dnsNxdomain: Detector = {
  id: 'dns-nxdomain',
  title: 'DNS says that names do not exist',
  reference: 'RFC 1035 §4.1.1; RFC 8020; Kubernetes: DNS for Services and Pods',
  explain: `The DNS server answered, and the answer is that there is no such name: a misspelled Service, the wrong namespace, a Service that was not created. The network is fine.
Resolvers in pods try a name with every search domain first (ndots:5), which makes several such answers before the right one; when the same client then resolves the name
without one of these endings, the finding is only information.`,
  detect: (input) => dnsFaults(input, ({ answers }) => answers.get(NAME_ERROR)).map((fault) => draft(input, fault)),
};

function draft(input: DetectorInput, fault: DnsFault): Draft {
  const all = input.observations.tallies.control.dns.list();
  const unresolved = fault.names.filter((name) => !isSearched(all, fault.client, name));
  return {
    ...dnsDraft(
      input,
      { ...fault, names: unresolved.length > 0 ? unresolved : fault.names },
      'answered "no such name" to',
    ),
    severity: unresolved.length > 0 ? 'warning' : 'info',
    confidence: unresolved.length > 0 ? 0.9 : 0.6,
    displayFilter: dnsFilter(fault, 'dns.flags.rcode == 3'),
    alternatives: [
      'a resolver that walks through its search domains (ndots)',
      'a program that asks for optional names',
    ],
    next: {
      where: fault.client,
      command: `nslookup ${shellWord(fault.names[0] || 'NAME')} ${fault.server}`,
      why: 'repeat with the full name, ending in a dot; kubectl get svc -A shows the names that exist',
    },
  };
}

/** True when the client resolved the same name without the ending. */
const isSearched = (groups: readonly DnsGroup[], client: string, name: string): boolean =>
  groups.some(
    (group) =>
      group.client === client && group.answers.has(NO_ERROR) && group.name !== '' && name.startsWith(`${group.name}.`),
  );
