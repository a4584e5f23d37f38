/** Declarations are files from strangers too: as many as a text can hold, each held against each other. */
import { expect, it } from 'vitest';
import { MAX_ATTACHMENTS, MAX_PROBLEMS, parseDeclarations } from '../../src/declared/parse.ts';
import { sightingsOf } from '../../src/incidents/nad/sightings.ts';
import { ethernet, ipv4, udp } from '../helpers/frames.ts';
import { observeFrames } from '../helpers/observe.ts';
import { nad, pod } from './nads.ts';

const parsed = (objects: string[]) => parseDeclarations([{ path: 'all.json', text: objects.join('\n') }]);
const networks = (count: number): string[] =>
  Array.from({ length: count }, (_, i) =>
    nad('lab', { type: 'bridge', ipam: { type: 'host-local', subnet: `10.${i >> 8}.${i & 255}.0/24` } }),
  );

it('keeps so many attachments, and refuses more', async () => {
  expect((await parsed(networks(MAX_ATTACHMENTS))).attachments).toHaveLength(MAX_ATTACHMENTS);
  await expect(parsed(networks(MAX_ATTACHMENTS + 1))).rejects.toThrow(`all.json: more than ${MAX_ATTACHMENTS}`);
});

it('keeps so many problems, whatever their number', async () => {
  const pods = Array.from({ length: 3000 }, (_, i) => pod({ name: `p${i}`, ip: '192.168.0.1', network: 'lab' }));
  const { problems } = await parsed([...networks(1000), ...pods]);
  expect(problems).toHaveLength(MAX_PROBLEMS);
  const { problems: ofPods } = await parsed([...networks(1), ...pods]);
  expect(ofPods).toHaveLength(MAX_PROBLEMS);
});

it('looks for many networks of many pods in seconds', async () => {
  const pods = Array.from({ length: 2000 }, (_, i) =>
    pod({ name: `p${i}`, ip: `10.0.${i >> 8}.${i & 255}`, network: 'default/lab' }),
  );
  const declared = await parsed([...networks(1000), ...pods]);
  const before = process.cpuUsage();
  const { attachments } = sightingsOf(declared, observeFrames([{ bytes: ethernet(ipv4({}, udp({}, 8))) }]), []);
  // Networks × pods × networks took minutes.
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(8);
  expect(attachments).toHaveLength(1000);
});
