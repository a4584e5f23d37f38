import { expect, it } from 'vitest';
import { nameOf } from '../../../src/declared/names.ts';
import { parseDeclarations } from '../../../src/declared/parse.ts';
import type { Finding } from '../../../src/incidents/finding.ts';
import { buildDeclared, namedFinding } from '../../../src/report/build/declared.ts';
import { nad, pod } from '../../declared/nads.ts';
import { arp, ethernet } from '../../helpers/frames.ts';
import { observeFrames } from '../../helpers/observe.ts';
import { ipvlan } from '../fixtures.ts';

const parse = (...objects: string[]) => parseDeclarations([{ path: 'x.json', text: objects.join('\n') }]);
const observations = observeFrames([{ bytes: ethernet(arp()) }]);
const NETWORK = { type: 'ipvlan', ipam: { subnet: '10.0.0.0/24' } };

it('shows beside a declaration what was observed', async () => {
  const hosts = [{ mac: '02:00:00:00:00:0a', ips: ['10.0.0.1'] }];
  const segment = { interface: null, vlan: null, tunnel: null, chain: [], frames: 1, verdict: ipvlan.verdict };
  const segments = [{ ...segment, stations: 1, hosts }];
  const built = buildDeclared(
    await parse(nad('lab', NETWORK), nad('far', { type: 'ptp', ipam: { subnet: '10.7.0.0/24' } })),
    observations,
    segments,
  );
  expect(built).toMatchObject({
    pods: 0,
    problems: [],
    attachments: [
      { name: 'lab', stations: 1, observed: { mode: 'ipvlan', submode: 'l2', confidence: 0.97 } },
      { name: 'far', stations: 0, observed: null },
    ],
  });
  expect(buildDeclared(null, observations, segments)).toBeNull();
});

it.each([
  ['10.0.0.1', '10.0.0.1'],
  ['10.0.0.1:80 → 10.0.0.9:443', '10.0.0.1'],
  ['asks [fd00::1]:80.', 'fd00::1'],
  ['station 02:00:00:00:00:0a.', '02:00:00:00:00:0a'],
])('names the addresses of %j', async (subject, address) => {
  const names = nameOf(await parse(pod({}), pod({ ip: 'fd00::1' })));
  const { names: named } = namedFinding({ subject, summary: 'x' } as Finding, names);
  expect(named).toEqual([{ address, name: 'default/web (net1)' }]);
});
