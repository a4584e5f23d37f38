import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/base/errors.ts';
import { FilterError } from '../../src/filter/filter-error.ts';
import { parseFilter } from '../../src/filter/parse.ts';
import { printFilter } from '../../src/filter/print.ts';
import { MAX_FILTER_DEPTH, MAX_FILTER_LENGTH, MAX_FILTER_TERMS } from '../../src/filter/tokens.ts';
import { anyText, expression } from './expressions.ts';

const canonical = (text: string): string => printFilter(parseFilter(text)!);

const failure = (text: string): string => {
  try {
    parseFilter(text);
  } catch (error) {
    expect(error).toBeInstanceOf(FilterError);
    expect(error).toBeInstanceOf(UsageError);
    return (error as FilterError).message;
  }
  return 'no error';
};

it.each(['', '   ', '\n\t'])('takes %j for no filter', (text) => expect(parseFilter(text)).toBeNull());

it('makes a tree of plain data', () => {
  expect(parseFilter('tcp src port http or not arp')).toEqual({
    kind: 'or',
    operands: [
      { kind: 'port', protocol: 'tcp', direction: 'src', first: 80, last: 80 },
      { kind: 'not', operand: { kind: 'protocol', word: 'arp' } },
    ],
  });
});

describe('meaning', () => {
  it.each([
    ['tcp and udp or arp and ip', 'tcp and udp or arp and ip'],
    ['tcp and (udp or arp)', 'tcp and (udp or arp)'],
    ['tcp or (udp or arp)', 'tcp or udp or arp'],
    ['not tcp and udp', 'not tcp and udp'],
    ['not (tcp and udp)', 'not (tcp and udp)'],
    ['! tcp && udp || arp', 'not tcp and udp or arp'],
    ['host 1.1.1.1 or 2.2.2.2 and 3.3.3.3', 'host 1.1.1.1 or host 2.2.2.2 and host 3.3.3.3'],
    ['not host 1.1.1.1 and 2.2.2.2', 'not host 1.1.1.1 and host 2.2.2.2'],
    ['tcp dst port 80 or https or 8080', 'tcp dst port 80 or tcp dst port 443 or tcp dst port 8080'],
    ['src host (1.1.1.1 or 2.2.2.2)', 'src host 1.1.1.1 or src host 2.2.2.2'],
    ['port 80 and (443 or udp)', 'port 80 and (port 443 or udp)'],
    ['port 80 or (host 1.1.1.1) or 443', 'port 80 or host 1.1.1.1 or port 443'],
    ['inner host 1.1.1.1 or 2.2.2.2', 'inner host 1.1.1.1 or inner host 2.2.2.2'],
    ['host 1.1.1.1 or inner 2.2.2.2 or 3.3.3.3', 'host 1.1.1.1 or inner host 2.2.2.2 or host 3.3.3.3'],
    ['inner (port 1 or 2) and tcp', 'inner (port 1 or port 2) and tcp'],
    ['src 1.1.1.1', 'src host 1.1.1.1'],
    ['dst or src port 1', 'port 1'],
    ['dst and src port 1', 'src and dst port 1'],
    ['net 10', 'net 10.0.0.0/8'],
    ['net 10.1.2', 'net 10.1.2.0/24'],
    ['net 10.1.2.3', 'net 10.1.2.3/32'],
    ['net 10/8 or 11/8', 'net 10.0.0.0/8 or net 11.0.0.0/8'],
    ['net 10.0.0.0 mask 255.255.0.0', 'net 10.0.0.0/16'],
    ['net 10.0.0.1 mask 255.0.0.255', 'net 10.0.0.1 mask 255.0.0.255'],
    ['portrange ftp-data-ssh', 'portrange 20-22'],
    ['portrange 90-80', 'portrange 80-90'],
    ['portrange 80', 'port 80'],
    ['broadcast', 'ether broadcast'],
    ['less 5', 'len <= 5'],
    ['tcp[tcpflags] & (tcp-syn|tcp-ack) == tcp-syn', 'tcp[13:1] & (2 | 16) = 2'],
    ['ip[0] + 2 * 3 - 4 = 1', 'ip[0:1] + 2 * 3 - 4 = 1'],
    ['(ip[0] + 2) * (3 - 4) = 1', '(ip[0:1] + 2) * (3 - 4) = 1'],
    ['1 - (2 - 3) = 4', '1 - (2 - 3) = 4'],
    ['(len) > 5', 'len > 5'],
    ['(tcp)', 'tcp'],
  ])('%s', (text, meaning) => expect(canonical(text)).toBe(meaning));
});

describe('errors', () => {
  it.each([
    ['tcp port abc', "expected a port number from 0 to 65535 or its name, found 'abc'"],
    ['port htpp', "did you mean 'http'?"],
    ['tpc port 80', "found 'tpc', did you mean 'tcp'?"],
    ['host www.example.com', 'netsight does not resolve names'],
    ['host 10.1', "write 'net 10.1'"],
    ['host 10.0.0.1/8', "write 'net 10.0.0.1/…'"],
    ['net 10.0.0.1/8', "write 'net 10.0.0.0/8'"],
    ['net 10/33', 'from 0 to 32'],
    ['net fd00::/129', 'from 0 to 128'],
    ['net 10.0.0.0 mask ffff::', 'expected an IPv4 mask'],
    ['ip6 host 10.0.0.1', 'expected an IPv6 address'],
    ['10.0.0.1', "write 'host 10.0.0.1'"],
    ['80', "write 'port 80'"],
    ['port 80-90', "write 'portrange 80-90'"],
    ['port 65536', 'from 0 to 65535'],
    ['port 010', "found '010'"],
    ['tcp host 1.1.1.1', "'tcp' cannot stand before 'host', only ip, ip6, arp, ether"],
    ['tcp src 80', "expected 'port' or 'portrange'"],
    ['src tcp', "'tcp' has no direction"],
    ['ip broadcast', 'needs the netmask'],
    ['ip6 broadcast', 'IPv6 has no broadcast'],
    ['ether host 1.2.3.4', 'expected a MAC address'],
    ['host 02:42:0a:00:00:01', "write 'ether host 02:42:0a:00:00:01'"],
    ['vlan 4096', 'from 0 to 4095'],
    ['vlan 5 or 6', "found '6'"],
    ['tcp or 80', "found '80'"],
    ['gateway gw', 'netsight does not do'],
    ['(tcp', "or ')', found the end"],
    ['tcp)', "found ')'"],
    ['tcp and', 'found the end'],
    ['tcp udp', "expected 'and', 'or' or the end, found 'udp'"],
    ['ip[0:3] = 1', 'a size of 1, 2 or 4 bytes'],
    ['ip[0', "expected ']'"],
    ['tco[0] = 1', "did you mean 'tcp'?"],
    ['ip[8] / 0 = 1', 'division by zero'],
    ['ip[8] & 1', 'expected a comparison'],
    ['icmp[icmptype] = icmp-ecko', "did you mean 'icmp-echo'?"],
    ['ip[8] = 4294967296', 'expected a number'],
    ['tcp; rm', "unexpected character ';'"],
  ])('%s: %s', (text, part) => expect(failure(text)).toContain(part));

  it('point at the place', () => {
    expect(failure('tcp port abc or udp').split('\n').slice(1)).toEqual(['  tcp port abc or udp', '           ^^^']);
    expect(failure('ip broadcast').split('\n').slice(1)).toEqual(['  ip broadcast', '     ^^^^^^^^^']);
  });

  it('point at the place in a long expression, and keep control characters out', () => {
    const [, shown, carets] = failure(`${'port 1 or '.repeat(40)}\tfoo${' or port 1'.repeat(40)}`).split('\n');
    expect(shown.length).toBeLessThan(110);
    expect(shown.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('foo');
    expect(failure('tcp \x1b[31m')).not.toContain('\x1b');
    expect(failure('tcp \u202e')).not.toContain('\u202e');
  });
});

describe('bounds', () => {
  const deep = (levels: number): string => `${'('.repeat(levels)}tcp${')'.repeat(levels)}`;
  const chain = (terms: number): string => Array.from({ length: terms }, (_, i) => `port ${i}`).join(' or ');

  it('depth', () => {
    expect(canonical(deep(MAX_FILTER_DEPTH))).toBe('tcp');
    expect(failure(deep(MAX_FILTER_DEPTH + 1))).toContain('nested deeper');
    expect(failure('not '.repeat(15_000))).toContain('nested deeper');
    expect(failure(`${'ip['.repeat(20_000)}`)).toContain('nested deeper');
    expect(failure(`${'('.repeat(60_000)}`)).toContain('nested deeper');
  });

  it('terms, also where they nest without parentheses', () => {
    expect(canonical(chain(MAX_FILTER_TERMS))).toContain('port 1999');
    expect(failure(chain(MAX_FILTER_TERMS + 1))).toContain('more than 2000 terms');
    expect(failure(`1${'+1'.repeat(20_000)} = 1`)).toContain('more than 2000 terms');
    const mixed = Array.from({ length: MAX_FILTER_TERMS / 2 }, () => 'tcp or udp').join(' and ');
    expect(canonical(mixed)).toBe(mixed);
  });

  it('length', () => {
    expect(canonical(`tcp${' '.repeat(MAX_FILTER_LENGTH - 3)}`)).toBe('tcp');
    expect(failure(`tcp${' '.repeat(MAX_FILTER_LENGTH)}`)).toContain('longer than');
  });
});

it('reads what it prints as the same tree', () => {
  fc.assert(
    fc.property(expression, (text) => {
      const tree = parseFilter(text)!;
      expect(parseFilter(printFilter(tree))).toEqual(tree);
    }),
    { numRuns: 2000 },
  );
});

it('throws nothing but UsageError, and reads what it accepts again', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      try {
        const tree = parseFilter(text);
        if (tree !== null) expect(parseFilter(printFilter(tree))).toEqual(tree);
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
      }
    }),
    { numRuns: 5000 },
  );
});
