import { expect, it } from 'vitest';
import { nameOf } from '../../src/declared/names.ts';
import { parseDeclarations } from '../../src/declared/parse.ts';
import { pod } from './nads.ts';

const namesOf = async (...pods: string[]) =>
  nameOf(await parseDeclarations([{ path: 'pods.json', text: pods.join('\n') }]));

it('names addresses, stations and nodes', async () => {
  const names = await namesOf(pod({ ip: '2001:DB8::1', mac: '02-00-00-00-00-0A' }));
  expect(names.ofIp('2001:db8::1')).toBe('default/web (net1)');
  expect(names.ofMac('02:00:00:00:00:0a')).toBe('default/web (net1)');
  expect(names.ofIp('192.168.0.11')).toBe('node node1');
  expect(names.ofIp('10.9.9.9')).toBeNull();
});

it('names the first owners of a shared station and counts the rest', async () => {
  const names = await namesOf(...['a', 'b', 'c', 'd'].map((name, i) => pod({ name, ip: `10.0.0.${i}` })));
  expect(names.ofMac('02:00:00:00:00:0a')).toBe('default/a (net1), default/b (net1) and 2 more');
});

it('names nobody without declarations', () => {
  expect(nameOf(null).ofIp('10.0.0.1')).toBeNull();
});
