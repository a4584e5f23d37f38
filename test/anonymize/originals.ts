/** What must not be left of a capture: every address and name that its packets hold, by the decoders, less those that name no one. */

import { Addresses } from '../../src/anonymize/addresses/addresses.ts';
import { secretOf } from '../../src/anonymize/secret.ts';
import { formatIpv4, formatIpv6, formatMac, parseIpv4, parseIpv6, parseMac } from '../../src/base/addresses.ts';
import { inspectCapture } from '../../src/engine/inspect.ts';

/** Any fixed secret. */
export const SECRET = Uint8Array.from({ length: 32 }, (_, i) => (i * 7 + 3) & 0xff);
const addresses = new Addresses(secretOf(SECRET));

/** Written here once more, apart from the maps: what may stay. */
const KEPT_IPV4 =
  /^(0\.0\.0\.0|127\..*|255\.255\.255\.255|169\.254\.(1\.1|20\.10|169\.(254|253|123))|224\.0\.[01]\..*|239\.255\.255\.250)$/;
const KEPT_IPV6 = /^(::|::1|fe80::ecee:eeff:feee:eeee|ff0[0-9a-f]::([0-9a-f]{1,4}|1:[0-9a-e]?[0-9a-f]{1,3}))$/;
const KEPT_MAC =
  /^(00:00:00:00:00:00|ff:ff:ff:ff:ff:ff|ee:ee:ee:ee:ee:ee|aa:bb:cc:dd:ee:ff|12:34:56:78:9a:bc|fe:ff:ff:ff:ff:ff|01:80:c2:00:00:..|01:00:0c:cc:cc:..|01:00:5e:00:0[01]:..|01:00:5e:7f:ff:fa|33:33:00:0[01]:..:..|00:00:5e:00:0[12]:..)$/;
/** Words that mean the same to everybody, or are stand in findings' ids. */
const COMMON_NAMES =
  /^(localhost|kubernetes|default|cluster|internal|local|localdomain|in-addr|kube-system|_services|_dns-sd|nxdomain|servfail)$/;
const MIN_NAME = 5;

export interface Originals {
  ipv4: Set<string>;
  ipv6: Set<string>;
  macs: Set<string>;
  names: Set<string>;
}

/** Everything in the first `count` packets. */
export async function originalsOf(path: string, count = 100_000): Promise<Originals> {
  const found: Originals = { ipv4: new Set(), ipv6: new Set(), macs: new Set(), names: new Set() };
  for await (const { layers } of inspectCapture(path, { first: 1, count }))
    for (const { protocol, fields } of layers)
      for (const [field, value] of Object.entries(fields))
        if (typeof value === 'string') take(found, `${protocol}.${field}`, value);
  return withoutPseudonyms(found);
}

function take({ ipv4, ipv6, macs, names }: Originals, field: string, value: string): void {
  if (parseIpv4(value) !== null) add(ipv4, value, KEPT_IPV4);
  else if (parseMac(value) !== null && value.length === 17) add(macs, value, KEPT_MAC);
  else if (parseIpv6(value) !== null) add(ipv6, value, KEPT_IPV6);
  else if (field === 'http.line') for (const word of (value.split(' ')[1] ?? '').split(/[/?=&]/)) addName(names, word);
  else if (/\.(name|hostName|clientId)$/.test(field)) for (const label of value.split('.')) addName(names, label);
}

function add(set: Set<string>, value: string, kept: RegExp): void {
  if (!kept.test(value)) set.add(value);
}

function addName(names: Set<string>, name: string): void {
  if (name.length >= MIN_NAME && !COMMON_NAMES.test(name.toLowerCase()) && !/^\d{3}$/.test(name)) names.add(name);
}

/** An address may be the pseudonym of another one; none is its own. */
function withoutPseudonyms({ ipv4, ipv6, macs, names }: Originals): Originals {
  return {
    ipv4: less(ipv4, (text) => formatIpv4(new DataView(addresses.ipv4.of(v4(text)).slice().buffer).getUint32(0))),
    ipv6: less(ipv6, (text) => formatIpv6(addresses.ipv6.of(parseIpv6(text)!), 0)),
    macs: less(macs, (text) => formatMac(addresses.stations.of(parseMac(text)!), 0)),
    names,
  };
}

function less(originals: Set<string>, pseudonym: (text: string) => string): Set<string> {
  const same = [...originals].filter((text) => pseudonym(text) === text);
  if (same.length > 0) throw new Error(`their own pseudonyms: ${same.join(' ')}`);
  const pseudonyms = new Set([...originals].map(pseudonym));
  return new Set([...originals].filter((text) => !pseudonyms.has(text)));
}

/** Originals found in a text: as they are written, and in the forms they take in names, tables and dumps. */
export function leftInText({ ipv4, ipv6, macs, names }: Originals, text: string): string[] {
  const lower = text.toLowerCase();
  return [
    ...[...ipv4].filter((ip) => formsOfIpv4(ip).some((form) => standsIn(lower, form))),
    ...[...ipv6].filter((ip) => [ip, hex(parseIpv6(ip)!)].some((form) => standsIn(lower, form))),
    ...[...macs].filter((mac) => formsOfMac(mac).some((form) => standsIn(lower, form))),
    ...[...names].filter((name) => standsIn(lower, name.toLowerCase())),
  ];
}

/** Originals found in bytes. */
export function leftInBytes({ ipv4, ipv6, macs, names }: Originals, bytes: Buffer): string[] {
  return [
    ...[...ipv4].filter((ip) => bytes.includes(Buffer.from(v4(ip)))),
    ...[...ipv6].filter((ip) => bytes.includes(Buffer.from(parseIpv6(ip)!))),
    ...[...macs].filter((mac) => bytes.includes(Buffer.from(parseMac(mac)!))),
    ...[...names].filter((name) => bytes.includes(name, 0, 'latin1')),
  ];
}

const v4 = (text: string): Uint8Array => {
  const value = parseIpv4(text) ?? 0;
  return Uint8Array.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const formsOfIpv4 = (ip: string): string[] => [
  ip,
  ip.replaceAll('.', '-'),
  ip.split('.').reverse().join('.'),
  hex(v4(ip)),
  `${hex(v4(ip)).match(/../g)!.join(':')}`,
];

const formsOfMac = (mac: string): string[] => [
  mac,
  mac.replaceAll(':', '-'),
  mac.replaceAll(':', ''),
  mac.replace(/(..):(..):(..):(..):(..):(..)/, '$1$2.$3$4.$5$6'),
];

/** Not within a longer number or word. */
function standsIn(text: string, form: string): boolean {
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + form.length] ?? ' '}`;
    if (!/[\da-z]/.test(around)) return true;
  }
  return false;
}
