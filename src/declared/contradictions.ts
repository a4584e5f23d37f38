/** Declarations that contradict each other: two networks of one name, pods with addresses outside of their network, one address given twice. */
import { type Declared, type DeclaredNetwork, fullName, type Problem } from './declared.ts';
import { anyContains } from './subnet.ts';

/** Subnets that a problem names. */
const MAX_NAMED = 4;

/** Every contradiction, in order of appearance; there may be as many as declarations, so they are made one by one. */
export function* contradictions(declared: Declared): Generator<Problem> {
  yield* sameNames(declared);
  yield* outsiders(declared);
  yield* sharedAddresses(declared);
}

/** Finds the attachments of a pod's network: by full name, or by name alone where one of both says no namespace. */
export function attachmentFinder({ attachments }: Declared): (network: string) => readonly DeclaredNetwork[] {
  const byName = new Map<string, DeclaredNetwork[]>();
  for (const one of attachments) byName.set(one.name, []);
  for (const one of attachments) byName.get(one.name)?.push(one);
  const found = new Map<string, readonly DeclaredNetwork[]>();
  return (network) => {
    const known = found.get(network) ?? named(byName, network);
    found.set(network, known);
    return known;
  };
}

function named(byName: ReadonlyMap<string, DeclaredNetwork[]>, network: string): DeclaredNetwork[] {
  const [first, second] = network.split('/');
  const [namespace, name] = second === undefined ? [null, first] : [first, second];
  const sameName = byName.get(name) ?? [];
  return sameName.filter((one) => namespace === null || one.namespace === null || one.namespace === namespace);
}

function* sameNames({ attachments }: Declared): Generator<Problem> {
  const firsts = new Map<string, DeclaredNetwork>();
  for (const network of attachments) {
    const attachment = fullName(network);
    const first = firsts.get(attachment);
    if (first === undefined) {
      firsts.set(attachment, network);
      continue;
    }
    const message = `${attachment} is declared again (first at ${first.file}:${first.line}): a cluster keeps the one applied last`;
    yield { file: network.file, line: network.line, message, attachment };
  }
}

function* outsiders(declared: Declared): Generator<Problem> {
  const attachmentsOf = attachmentFinder(declared);
  for (const { namespace, name, file, line, interfaces } of declared.pods) {
    for (const { network, ips } of interfaces) {
      const subnets = attachmentsOf(network).flatMap((one) => one.subnets);
      if (subnets.length === 0) continue;
      for (const ip of ips) {
        if (!sameVersion(subnets, ip) || anyContains(subnets, ip)) continue;
        const shown = subnets.slice(0, MAX_NAMED).join(', ') + (subnets.length > MAX_NAMED ? ' …' : '');
        const message = `pod ${namespace}/${name} has ${ip} from ${network}, outside of ${shown}`;
        yield { file, line, message, attachment: network };
      }
    }
  }
}

const sameVersion = (subnets: readonly string[], ip: string): boolean =>
  subnets.some((subnet) => subnet.includes(':') === ip.includes(':'));

/** An address that two pods were given in one network. */
function* sharedAddresses({ pods }: Declared): Generator<Problem> {
  const owners = new Map<string, string>();
  for (const { namespace, name, file, line, interfaces } of pods) {
    const pod = `${namespace}/${name}`;
    for (const { network, ips } of interfaces) {
      for (const ip of ips) {
        const owner = owners.get(`${network} ${ip}`);
        if (owner === undefined) owners.set(`${network} ${ip}`, pod);
        if (owner === undefined || owner === pod) continue;
        yield { file, line, message: `${ip} of ${network} is given to ${owner} and to ${pod}`, attachment: network };
      }
    }
  }
}
