/** Declarations that contradict each other: two networks of one name, pods with addresses outside of their network, one address given twice. */
import { type Declared, type DeclaredNetwork, fullName, type Problem } from './declared.ts';
import { anyContains } from './subnet.ts';

/** Every contradiction, in order of appearance. */
export const contradictions = (declared: Declared): Problem[] => [
  ...sameNames(declared),
  ...outsiders(declared),
  ...sharedAddresses(declared),
];

/** Attachments of a pod's network: by full name, or by name alone where one of both says no namespace. */
export function attachmentsNamed({ attachments }: Declared, network: string): DeclaredNetwork[] {
  const [first, second] = network.split('/');
  const [namespace, name] = second === undefined ? [null, first] : [first, second];
  return attachments.filter(
    (one) => one.name === name && (namespace === null || one.namespace === null || one.namespace === namespace),
  );
}

function sameNames({ attachments }: Declared): Problem[] {
  const firsts = new Map<string, DeclaredNetwork>();
  return attachments.flatMap((network) => {
    const attachment = fullName(network);
    const first = firsts.get(attachment);
    if (first === undefined) {
      firsts.set(attachment, network);
      return [];
    }
    const message = `${attachment} is declared again (first at ${first.file}:${first.line}): a cluster keeps the one applied last`;
    return [{ file: network.file, line: network.line, message, attachment }];
  });
}

function outsiders(declared: Declared): Problem[] {
  return declared.pods.flatMap(({ namespace, name, file, line, interfaces }) =>
    interfaces.flatMap(({ network, ips }) => {
      const subnets = attachmentsNamed(declared, network).flatMap((one) => one.subnets);
      const outside =
        subnets.length === 0 ? [] : ips.filter((ip) => sameVersion(subnets, ip) && !anyContains(subnets, ip));
      return outside.map((ip) => ({
        file,
        line,
        message: `pod ${namespace}/${name} has ${ip} from ${network}, outside of ${subnets.join(', ')}`,
        attachment: network,
      }));
    }),
  );
}

const sameVersion = (subnets: readonly string[], ip: string): boolean =>
  subnets.some((subnet) => subnet.includes(':') === ip.includes(':'));

/** An address that two pods were given in one network. */
function sharedAddresses({ pods }: Declared): Problem[] {
  const owners = new Map<string, string>();
  return pods.flatMap(({ namespace, name, file, line, interfaces }) =>
    interfaces.flatMap(({ network, ips }) =>
      ips.flatMap((ip) => {
        const pod = `${namespace}/${name}`;
        const owner = owners.get(`${network} ${ip}`);
        if (owner === undefined) owners.set(`${network} ${ip}`, pod);
        if (owner === undefined || owner === pod) return [];
        return [{ file, line, message: `${ip} of ${network} is given to ${owner} and to ${pod}`, attachment: network }];
      }),
    ),
  );
}
