import { expect, it } from 'vitest';
import { parseDeclarations } from '../../src/declared/parse.ts';
import { nad, pod } from './nads.ts';

const LAB = nad('lab', { type: 'macvlan', ipam: { type: 'host-local', subnet: '10.0.0.0/24' } });
const told = async (...objects: string[]): Promise<string[]> =>
  (await parseDeclarations([{ path: 'all.json', text: objects.join('\n') }])).problems.map(({ message }) => message);

it('tells of a pod with an address outside of its network', async () => {
  expect(await told(LAB, pod({ ip: '10.0.1.7' }))).toEqual([
    'pod default/web has 10.0.1.7 from default/lab, outside of 10.0.0.0/24',
  ]);
});

it('finds the network of a pod that names no namespace', async () => {
  expect(await told(LAB, pod({ ip: '10.0.1.7', network: 'lab' }))).toHaveLength(1);
  expect(await told(LAB, pod({ ip: '10.0.1.7', network: 'elsewhere/lab' }))).toEqual([]);
});

it('tells of one address given to two pods', async () => {
  expect(await told(LAB, pod({ name: 'a' }), pod({ name: 'b' }))).toEqual([
    '10.0.0.1 of default/lab is given to default/a and to default/b',
  ]);
});

it.each([[pod({ ip: '10.0.0.7' })], [pod({ ip: 'fd00::7' })]])('is silent about %s', async (inside) => {
  expect(await told(LAB, inside)).toEqual([]);
});
