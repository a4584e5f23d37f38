/** Addresses and networks as a filter spells them: `10.1.2.3`, `10.1`, `10.0.0.0/8`, `2001:db8::/32`. */
import { formatIpv4, formatIpv6, parseIpv4, parseIpv6, parseMac } from '../base/addresses.ts';
import type { Network } from './ast.ts';
import { readNumber } from './number.ts';
import type { Token, Tokens } from './tokens.ts';

const IPV4_BITS = 32;
const IPV6_BITS = 128;
const WORD_BITS = 32;
const ALL_ONES = 0xffff_ffff;

/** Takes the next token as one address. */
export function readHost(tokens: Tokens): Network {
  const token = tokens.peek();
  const network = wholeAddress(token.text);
  if (network === null) return failAddress(tokens, token);
  tokens.next();
  if (tokens.peek().text === '/') tokens.reject(`a host has no prefix length: write 'net ${token.text}/…'`);
  return network;
}

/** Takes a network: an address, a part of an IPv4 one, or either with `/bits` or `mask ADDRESS`. */
export function readNetwork(tokens: Tokens): Network {
  const token = tokens.next();
  const base = wholeAddress(token.text) ?? partialAddress(token.text);
  if (base === null) return failAddress(tokens, token);
  const masked = { ...base, mask: readMask(tokens, base) };
  if (masked.address.some((word, i) => (word & ~masked.mask[i]) !== 0)) {
    tokens.reject(`bits are set behind the mask: write 'net ${printNetwork(cut(masked))}'`, token);
  }
  return masked;
}

/** The address alone, as `host` takes it. */
export function printHost(network: Network): string {
  return textOf(network.version, network.address);
}

/** The network with its prefix length, or with its mask when that has gaps. */
export function printNetwork(network: Network): string {
  const bits = prefixLength(network.mask);
  const address = printHost(network);
  return bits === null ? `${address} mask ${textOf(network.version, network.mask)}` : `${address}/${bits}`;
}

function wholeAddress(text: string): Network | null {
  const ipv4 = parseIpv4(text);
  if (ipv4 !== null) return { version: 4, address: [ipv4], mask: [ALL_ONES] };
  const ipv6 = parseIpv6(text);
  return ipv6 && { version: 6, address: wordsOf(ipv6), mask: prefixMask(IPV6_BITS, 4) };
}

/** `10`, `10.1` and `10.1.2` are the networks of 8, 16 and 24 bits. */
function partialAddress(text: string): Network | null {
  const parts = text.split('.').length;
  const ipv4 = parts < 4 ? parseIpv4(text + '.0'.repeat(4 - parts)) : null;
  return ipv4 === null ? null : { version: 4, address: [ipv4], mask: prefixMask(8 * parts, 1) };
}

function readMask(tokens: Tokens, base: Network): number[] {
  if (tokens.accept('/') !== null) {
    const max = base.version === 4 ? IPV4_BITS : IPV6_BITS;
    return prefixMask(readNumber(tokens, { what: 'a prefix length', max }), base.mask.length);
  }
  if (tokens.accept('mask') === null) return base.mask;
  const token = tokens.next();
  const mask = wholeAddress(token.text);
  if (mask?.version !== base.version) return tokens.fail(`an IPv${base.version} mask`, token);
  return mask.address;
}

function failAddress(tokens: Tokens, token: Token): never {
  if (parseMac(token.text) !== null) tokens.fail('an IP address', token, `: write 'ether host ${token.text}'`);
  if (partialAddress(token.text) !== null) tokens.fail('a whole IP address', token, `: write 'net ${token.text}'`);
  const isName = /^[a-z][\w.-]*$/i.test(token.text);
  return tokens.fail('an IP address', token, isName ? '; netsight does not resolve names' : '');
}

function prefixMask(bits: number, words: number): number[] {
  return Array.from({ length: words }, (_, i) => {
    const ones = Math.min(WORD_BITS, Math.max(0, bits - i * WORD_BITS));
    return ones === 0 ? 0 : (ALL_ONES << (WORD_BITS - ones)) >>> 0;
  });
}

/** Null when a one follows a zero. */
function prefixLength(mask: number[]): number | null {
  const bits = mask.map((word) => word.toString(2).padStart(WORD_BITS, '0')).join('');
  const ones = bits.indexOf('0') < 0 ? bits.length : bits.indexOf('0');
  return bits.includes('1', ones) ? null : ones;
}

function cut(network: Network): Network {
  return { ...network, address: network.address.map((word, i) => (word & network.mask[i]) >>> 0) };
}

function wordsOf(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return [0, 4, 8, 12].map((at) => view.getUint32(at));
}

function textOf(version: 4 | 6, words: number[]): string {
  if (version === 4) return formatIpv4(words[0]);
  const view = new DataView(new ArrayBuffer(16));
  for (const [i, word] of words.entries()) view.setUint32(4 * i, word);
  return formatIpv6(new Uint8Array(view.buffer), 0);
}
