/** What must hold for any text after --filter: a predicate, or a `UsageError` that shows where it is wrong. */
import type { Random } from '../../../bench/generator/random.ts';
import { UsageError } from '../../../src/base/errors.ts';
import { compileFilter } from '../../../src/filter/compile.ts';
import { pick } from '../mutations/mutation.ts';
import { expectHarmless } from './hygiene.ts';

const WORDS =
  'host net port portrange ether ip ip6 arp tcp udp icmp icmp6 sctp src dst and or not && || ! ( ) [ ] : , / mask vlan mpls vxlan geneve gre proto broadcast multicast less greater len tcp-syn tcpflags 10.0.0.1 10.0.0.0/8 fd00::1 ::/0 02:00:00:00:00:01 80 http 0xffffffff 4294967296 - + * % << >> < > <= >= = == != & | ^ \\ip \\tcp inbound outbound gateway protochain 1e9 0x 00 255.255.255.256 \u202e \u0007 \u0000 ￿'.split(
    ' ',
  );
const MOST_WORDS = 40;
const MOST_REPEATS = 3000;

/** A sentence of filter words, most without sense; one in twenty is very long or deep. */
export function anyFilter(random: Random): string {
  const words = Array.from({ length: 1 + random.below(MOST_WORDS) }, () => pick(random, WORDS));
  if (!random.percent(5)) return words.join(random.percent(80) ? ' ' : '');
  return pick(random, ['(', 'not ', 'tcp and ', '1+', '-', 'ether[', 'vlan and '])
    .repeat(random.below(MOST_REPEATS))
    .concat(words.join(' '));
}

/** Throws what is no `UsageError`. */
export function checkFilter(expression: string): void {
  try {
    compileFilter(expression);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    expectHarmless('the message of a refused filter', error.message);
  }
}
