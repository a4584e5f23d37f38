/** Random filters for property tests: valid expressions, and texts that only look like some. */
import fc from 'fast-check';

const direction = fc.constantFrom('', 'src ', 'dst ', 'src or dst ', 'src and dst ', 'dst or src ');
const ip = fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.9', '172.16.0.1', '192.168.1.5', 'fd00::1', 'ff02::fb');
const net = fc.constantFrom(
  '10',
  '10.0/16',
  '172.16.0.0/12',
  '10.0.0.0 mask 255.0.0.0',
  '0.0.0.1 mask 0.0.0.255',
  'fd00::/8',
  '::/0',
);
const mac = fc.constantFrom('02:42:0a:00:00:01', '02-42-0a-00-00-02', 'ffff.ffff.ffff');
const port = fc.oneof(fc.constantFrom('80', 'http', 'domain', '4789', '0xbf00'), fc.nat(65_535).map(String));

const primitive = fc.oneof(
  fc.tuple(direction, ip).map(([qualifier, value]) => `${qualifier}host ${value}`),
  fc.tuple(direction, net).map(([qualifier, value]) => `${qualifier}net ${value}`),
  fc
    .tuple(fc.constantFrom('', 'tcp ', 'udp ', 'sctp '), direction, port)
    .map(([a, b, value]) => `${a}${b}port ${value}`),
  fc.tuple(port, port).map(([a, b]) => `port ${a} or ${b}`),
  fc.tuple(ip, ip).map(([a, b]) => `host (${a} or not ${b})`),
  fc.tuple(fc.nat(65_535), fc.nat(65_535)).map(([a, b]) => `portrange ${a}-${b}`),
  fc.tuple(direction, mac).map(([qualifier, value]) => `ether ${qualifier}host ${value}`),
  fc.constantFrom('tcp', 'udp', 'arp', 'ip', 'ip6', 'icmp', 'sctp', 'igmp', 'esp', 'ah', 'ether', 'stp', 'lldp'),
  fc.constantFrom('vlan', 'vlan 7', 'vxlan', 'vxlan 42', 'mpls 3', 'gre', 'geneve 1', 'pppoes'),
  fc.constantFrom('broadcast', 'multicast', 'ip multicast', 'ip6 multicast', 'less 60', 'greater 100'),
  fc.constantFrom('ip proto 6', 'proto udp', 'ether proto \\ip', 'ip6 proto 17', 'ether proto 0x8100'),
);

const { arithmetic } = fc.letrec<{ arithmetic: string; operand: string }>((tie) => ({
  operand: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom('len', 'tcp-syn', '0x10', 'icmptype', 'tcp[tcpflags]'),
    fc.nat(300).map(String),
    fc
      .tuple(
        fc.constantFrom('ip', 'tcp', 'udp', 'ether', 'arp', 'icmp'),
        fc.nat(40),
        fc.constantFrom('', ':1', ':2', ':4'),
      )
      .map(([name, at, size]) => `${name}[${at}${size}]`),
    tie('arithmetic').map((inside) => `ip[${inside}]`),
    tie('arithmetic').map((inside) => `(${inside})`),
    tie('operand').map((inside) => `-${inside}`),
  ),
  arithmetic: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    tie('operand'),
    fc
      .tuple(tie('arithmetic'), fc.constantFrom('+', '-', '*', '&', '|', '^', '<<', '>>'), tie('arithmetic'))
      .map((parts) => parts.join(' ')),
    tie('arithmetic').map((left) => `${left} % ip[8]`),
  ),
}));
const comparison = fc
  .tuple(arithmetic, fc.constantFrom('=', '==', '!=', '<', '<=', '>', '>='), arithmetic)
  .map((parts) => parts.join(' '));

/** A valid filter. */
export const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    primitive,
    comparison,
    fc
      .tuple(tie('expression'), fc.constantFrom('and', 'or', '&&', '||'), tie('expression'))
      .map((parts) => parts.join(' ')),
    tie('expression').map((inside) => `(${inside})`),
    tie('expression').map((inside) => `not (${inside})`),
    tie('expression').map((inside) => `!${inside}`),
    fc.tuple(fc.constantFrom('inner', 'outer'), tie('expression')).map(([scope, inside]) => `${scope} (${inside})`),
    fc.tuple(fc.constantFrom('inner', 'outer'), primitive).map((parts) => parts.join(' ')),
  ),
}));

const word = fc.constantFrom(
  ...'and or not ! ( ) [ ] : = != < > + - / & && | src dst host net port portrange proto tcp udp ip ip6 ether arp vlan 100 inner'.split(
    ' ',
  ),
  ...'outer broadcast multicast mask len less greater 0 80 10.0.0.1 10/8 fd00::1 ::/0 1-2 http tcp-syn tcp[13] gateway \\tcp foo 02:42:0a:00:00:01'.split(
    ' ',
  ),
);

/** Anything somebody might type. */
export const anyText = fc.oneof(
  fc.array(word, { maxLength: 14 }).map((words) => words.join(' ')),
  fc.array(word, { maxLength: 10 }).map((words) => words.join('')),
  fc.string({ unit: 'binary' }),
  fc.string(),
);
