/** Networks that know which station addresses they gave out, and may drop all others: clouds and hypervisors, told by the addresses they give. */

/** Prefixes of network cards: Wireshark's manuf file; Google Compute Engine: 42:01 and four bytes of IPv4; OpenStack Neutron: base_mac; QEMU/KVM: 52:54:00. */
const CARDS: readonly (readonly [prefix: string, name: string])[] = [
  ['00:50:56:', 'VMware'],
  ['00:0c:29:', 'VMware'],
  ['00:15:5d:', 'Hyper-V'],
  ['00:0d:3a:', 'Azure'],
  ['00:22:48:', 'Azure'],
  ['60:45:bd:', 'Azure'],
  ['42:01:', 'Google Cloud'],
  ['fa:16:3e:', 'OpenStack'],
  ['52:54:00:', 'KVM'],
];
/** What answers for every address in an Azure network. */
const AZURE_GATEWAY = '12:34:56:78:9a:bc';
/** TCP over IPv4 on AWS's cards, whose MTU is 9001: nobody else has that one. */
export const AWS_MSS = 8961;
/** The metadata service of AWS, Azure, Google Cloud and OpenStack: link-local, so nobody outside of a cloud answers there. */
export const METADATA = '169.254.169.254';

/** Who gave a station its address; null for everybody else. */
export const cloudOfCard = (station: string): string | null =>
  CARDS.find(([prefix]) => station.startsWith(prefix))?.[1] ?? null;

/** The same of a gateway. */
export const cloudOfGateway = (station: string): string | null => (station === AZURE_GATEWAY ? 'Azure' : null);
