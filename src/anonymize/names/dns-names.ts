/** Pseudonyms of DNS labels. What everybody's names have in common stays; what stands below arpa are addresses, told label by label. */
import type { Words } from './words.ts';

/** Labels that name no one: reverse zones, Kubernetes' own, multicast DNS and its transports, common top-level domains. */
const COMMON: ReadonlySet<string> = new Set(
  'arpa in-addr ip6 local localhost localdomain internal cluster svc pod default kubernetes kube-system _tcp _udp _dns-sd _services com net org io'.split(
    ' ',
  ),
);
const ARPA = 'arpa';

/** The label that stands for one, of the same length; `parents` are the labels behind it. */
export function dnsLabel(label: string, parents: readonly string[], words: Words): string {
  const plain = label.toLowerCase();
  if (COMMON.has(plain)) return plain;
  // Reversed addresses keep common prefixes, as addresses do, and tell no more: each part depends on those that stand for the network.
  return words.text(label, parents.at(-1)?.toLowerCase() === ARPA ? parents.join('.').toLowerCase() : '');
}
