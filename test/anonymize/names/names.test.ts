import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceName } from '../../../src/anonymize/names/devices.ts';
import { dnsLabel } from '../../../src/anonymize/names/dns-names.ts';
import { fileName } from '../../../src/anonymize/names/files.ts';
import { Words } from '../../../src/anonymize/names/words.ts';
import { secretOf } from '../../../src/anonymize/secret.ts';
import { SECRET } from '../originals.ts';

const words = new Words(secretOf(SECRET));

describe('words', () => {
  it('keep length and separators', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 60 }), (text) => {
        const pseudonym = words.text(text);
        const separators = (value: string): string => value.replace(/[a-z0-9]/gi, 'x');
        return pseudonym.length === text.length && separators(pseudonym) === separators(text.replace(/[^ -~]/g, 'x'));
      }),
    );
  });

  it.each([1, 2])('of %i characters are a permutation', (length) => {
    const alphabet = [...'abcdefghijklmnopqrstuvwxyz'];
    const all = length === 1 ? alphabet : alphabet.flatMap((a) => alphabet.map((b) => a + b));
    expect(new Set(all.map((word) => words.text(word))).size).toBe(all.length);
  });

  it('are equal whatever their case, and depend on the secret', () => {
    expect(words.text('WebServer')).toBe(words.text('webserver'));
    expect(words.text('webserver')).not.toBe(new Words(secretOf(new Uint8Array(32))).text('webserver'));
  });

  it('numbers tell of each other only behind the same beginning', () => {
    const [a, b] = [words.text('10-244-1-10').split('-'), words.text('10-244-1-11').split('-')];
    expect(a.slice(0, 3)).toEqual(b.slice(0, 3));
    expect(a[0]).not.toBe(a[3]);
  });

  it('take long ones and bytes that are no ASCII', () => {
    const long = 'x'.repeat(5000);
    expect(words.text(long)).toHaveLength(5000);
    expect(words.text('caf\u00e9')).toHaveLength(4);
    expect(words.text('caf\u00e9')).toMatch(/^[a-z0-9]+$/);
  });
});

describe('devices', () => {
  it.each([
    'eth0',
    'net1',
    'any',
    'lo',
    'cni0',
    'docker0',
    'vxlan.calico',
    'flannel.1',
    'cilium_vxlan',
    'tunl0',
    'wg0',
    'enp3s0f1',
    'ens36',
    'genev_sys_6081',
    'eth0.100',
  ])('%s says what it is, and no more', (name) => expect(deviceName(name, words)).toBe(name));

  it.each([
    ['cali12ab34cd56e', /^cali[a-z0-9]{11}$/],
    ['veth9f8e7d6c', /^veth[a-z0-9]{8}$/],
    ['lxc1a2b3c4d5e6f', /^lxc[a-z0-9]{12}$/],
    ['br-0123456789ab', /^br-[a-z0-9]{12}$/],
    ['enx001122334455', /^enx[a-z0-9]{12}$/],
    ['acme-prod', /^[a-z0-9]{4}-[a-z0-9]{4}$/],
  ])('%s keeps its kind', (name, form) => {
    expect(deviceName(name, words)).toMatch(form);
    expect(deviceName(name, words)).not.toBe(name);
  });
});

describe('DNS labels', () => {
  it('keep what everybody has', () => {
    expect(dnsLabel('SVC', ['cluster', 'local'], words)).toBe('svc');
    expect(dnsLabel('_tcp', ['local'], words)).toBe('_tcp');
  });

  it('are the same below any name, but for reversed addresses', () => {
    expect(dnsLabel('shop', ['example', 'com'], words)).toBe(dnsLabel('shop', ['example', 'com', 'svc'], words));
    expect(dnsLabel('10', ['1', '10', 'in-addr', 'arpa'], words)).not.toBe(dnsLabel('10', ['in-addr', 'arpa'], words));
  });
});

it('file names keep their kind', () => {
  expect(fileName('/home/jane/acme-prod.pcap.gz', words)).toMatch(/^file-[0-9a-f]{8}\.pcap\.gz$/);
  expect(fileName('/home/jane/acme', words)).toMatch(/^file-[0-9a-f]{8}$/);
  expect(fileName('a.pcap', words)).not.toBe(fileName('b.pcap', words));
  expect(fileName('-', words)).toBe('-');
});
