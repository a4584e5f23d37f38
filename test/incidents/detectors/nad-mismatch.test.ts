import { expect, it } from 'vitest';
import type { Segment } from '../../../src/cni/verdict.ts';
import { parseDeclarations } from '../../../src/declared/parse.ts';
import { detectAll } from '../../../src/incidents/detect.ts';
import type { Finding } from '../../../src/incidents/finding.ts';
import { placeName } from '../../../src/tally/observations.ts';
import { nad, pod, WILD } from '../../declared/nads.ts';
import { arp, BROADCAST, ethernet, ipv4, MAC_A, MAC_B, tcp, vlan } from '../../helpers/frames.ts';
import { observeFrames, type Sighting, type SourceOptions } from '../../helpers/observe.ts';

const ROUTER = '02:00:00:00:00:fe';

/** 10.0.0.1 answers from a station. */
const claim = (mac = MAC_A, from = '10.0.0.1'): Sighting => ({
  bytes: ethernet(arp({ operation: 2, fromMac: mac, from, to: '10.0.0.2' }), { from: mac, to: MAC_B }),
});

interface Verdict {
  mode: Segment['verdict']['mode'];
  submode?: string | null;
  /** Share of the first candidate; the second gets the rest. */
  share?: number;
  second?: string;
  identifiable?: boolean;
}

function segment(
  { mode, submode = null, share = 1, second = 'none', identifiable = true }: Verdict,
  hosts = [{ mac: MAC_A, ips: ['10.0.0.1'] }],
): Segment {
  const [otherMode, otherSubmode = null] = second.split('/');
  const candidates = [
    { mode, submode, probability: share },
    { mode: otherMode as Verdict['mode'], submode: otherSubmode, probability: 1 - share },
  ];
  const verdict = {
    mode,
    submode,
    confidence: share,
    identifiable,
    summary: '',
    candidates,
    evidence: [],
    next: null,
    vantage: null,
  };
  return { interface: null, vlan: null, tunnel: null, chain: [], frames: 1, verdict, stations: hosts.length, hosts };
}

interface Scene extends SourceOptions {
  frames?: Sighting[];
  segments?: Segment[];
}

async function mismatches(
  declarations: string[],
  { frames = [claim()], segments = [], ...source }: Scene = {},
): Promise<Finding[]> {
  const declared = await parseDeclarations([{ path: 'nads.json', text: declarations.join('\n') }]);
  const findings = detectAll(observeFrames(frames, source), null, { declared, segments });
  return findings.filter(({ id }) => id === 'nad-mismatch');
}

const LAB = (rest: object = {}): string =>
  nad('lab', { type: 'macvlan', master: 'ens36', ipam: { type: 'host-local', subnet: '10.0.0.0/24' }, ...rest });

it('is silent without declarations, and about networks that the capture does not show', async () => {
  expect(detectAll(observeFrames([claim()])).filter(({ id }) => id === 'nad-mismatch')).toEqual([]);
  const elsewhere = nad('lab', {
    type: 'ipvlan',
    ipam: { addresses: [{ address: '172.16.10.2/24', gateway: '172.16.0.1' }] },
  });
  expect(await mismatches([elsewhere], { segments: [segment({ mode: 'macvlan' })] })).toEqual([]);
});

it('tells of another mode than the declared one', async () => {
  const [finding] = await mismatches([LAB()], { segments: [segment({ mode: 'ipvlan', submode: 'l2', share: 0.97 })] });
  expect(finding).toMatchObject({ severity: 'error', subject: 'default/lab', count: 1 });
  expect(finding.summary).toBe(
    'default/lab is declared as macvlan/bridge, but the frames with its addresses are ipvlan (97 %).',
  );
  expect(finding.confidence).toBeCloseTo(0.97 * 0.95);
  expect(finding.evidence[0]).toMatchObject({ fact: 'declared at nads.json:1', value: 'macvlan/bridge' });
  expect(finding.evidence[1]).toMatchObject({ fact: 'observed', input: 0, frames: [1] });
  expect(finding.displayFilter).toContain('arp.src.proto_ipv4 == 10.0.0.1');
  expect(finding.next.command).toBe('kubectl get net-attach-def -n default lab -o yaml');
});

it.each<[string, Verdict]>([
  ['the declared mode', { mode: 'macvlan', submode: 'bridge' }],
  ['a verdict just below sure', { mode: 'ipvlan', share: 0.79 }],
  ['a verdict that leaves the declared mode a chance', { mode: 'ipvlan', share: 0.94, second: 'macvlan/bridge' }],
  ['ordinary hosts', { mode: 'none' }],
  ['nothing to be told', { mode: 'unknown' }],
  ['another submode that does not stand apart', { mode: 'macvlan', submode: 'vepa', identifiable: false }],
])('does not contradict by %s', async (_, verdict) => {
  expect(await mismatches([LAB()], { segments: [segment(verdict)] })).toEqual([]);
});

it('warns of another submode', async () => {
  const [finding] = await mismatches([LAB()], { segments: [segment({ mode: 'macvlan', submode: 'vepa' })] });
  expect(finding).toMatchObject({ severity: 'warning' });
  expect(finding.summary).toContain('declared as macvlan/bridge, but the frames with its addresses are macvlan/vepa');
});

it('takes transports between nodes for no contradiction of a bridge, and a weak one of macvlan', async () => {
  const segments = [segment({ mode: 'vxlan', submode: 'flannel' })];
  expect(await mismatches([LAB({ type: 'bridge' })], { segments })).toEqual([]);
  const [finding] = await mismatches([LAB()], { segments });
  expect(finding.severity).toBe('warning');
  expect(finding.confidence).toBeCloseTo(0.7 * 0.95);
});

const tagged = (vid: number): Sighting => ({ bytes: ethernet(vlan(vid, arp({ operation: 2 }))) });

it('tells of another VLAN than the declared one', async () => {
  const [finding] = await mismatches([LAB({ type: 'bridge', vlan: 100 })], { frames: [tagged(200)] });
  expect(finding).toMatchObject({
    severity: 'error',
    summary: 'default/lab is declared for VLAN 100, but its addresses were seen in VLAN 200.',
  });
  expect(finding.evidence[1]).toMatchObject({ value: 1, unit: 'stations', frames: [1] });
});

it('takes the declared VLAN, and untagged frames, for no contradiction', async () => {
  expect(await mismatches([LAB({ type: 'bridge', vlan: 100 })], { frames: [tagged(200), tagged(100)] })).toEqual([]);
  expect(await mismatches([LAB({ type: 'bridge', vlan: 100 })], { frames: [claim()] })).toEqual([]);
});

it('tells of another station than the pod list says', async () => {
  const [finding] = await mismatches([LAB(), pod({ mac: MAC_A })], { frames: [claim(MAC_B)] });
  expect(finding).toMatchObject({ severity: 'error', subject: '10.0.0.1', confidence: 0.85 });
  expect(finding.summary).toBe(
    `10.0.0.1 is declared for default/web (net1) with ${MAC_A}, but ${MAC_B} speaks for it.`,
  );
});

it('is less sure without ARP, and silent about packets that a router passed on', async () => {
  const packet = (ttl: number): Sighting => ({ bytes: ethernet(ipv4({ ttl }, tcp()), { from: MAC_B, to: ROUTER }) });
  expect(await mismatches([pod({ mac: MAC_A })], { frames: [packet(64)] })).toMatchObject([
    { severity: 'warning', confidence: 0.6 },
  ]);
  expect(await mismatches([pod({ mac: MAC_A })], { frames: [packet(63)] })).toEqual([]);
  expect(await mismatches([pod({ mac: MAC_A, isDefault: true })], { frames: [packet(64)] })).toEqual([]);
});

it('leaves a second station beside the declared one to duplicate-ip', async () => {
  expect(await mismatches([pod({ mac: MAC_A })], { frames: [claim(MAC_B), claim(MAC_A)] })).toEqual([]);
});

const outward = (count: number): Sighting[] =>
  Array.from({ length: count }, (_, i) => ({
    at: i,
    bytes: ethernet(ipv4({ to: '8.8.8.8' }, tcp({ sequence: i * 10 }, 10)), { from: MAC_A, to: ROUTER }),
  }));
const gateway = (address: string): string =>
  LAB({ ipam: { type: 'host-local', subnet: '10.0.0.0/24', gateway: address } });

it('tells of another router than the declared gateway', async () => {
  const frames = [claim(ROUTER, '10.0.0.254'), ...outward(5)];
  const [finding] = await mismatches([gateway('10.0.0.253')], { frames });
  expect(finding).toMatchObject({ severity: 'warning', confidence: 0.6 });
  expect(finding.summary).toBe(
    `default/lab declares the gateway 10.0.0.253, but its pods send through 10.0.0.254 (${ROUTER}).`,
  );
  expect(finding.evidence[1]).toMatchObject({ value: 5, unit: 'packets', frames: [2] });
});

it('is silent about the declared router, an unknown one, and few packets', async () => {
  const router = claim(ROUTER, '10.0.0.254');
  expect(await mismatches([gateway('10.0.0.254')], { frames: [router, ...outward(5)] })).toEqual([]);
  expect(await mismatches([gateway('10.0.0.253')], { frames: outward(5) })).toEqual([]);
  expect(await mismatches([gateway('10.0.0.253')], { frames: [router, ...outward(4)] })).toEqual([]);
});

it('tells of packets at the master of another attachment, and only there', async () => {
  const packet = (place: number): Sighting => ({
    interface: place,
    bytes: ethernet(ipv4({}, tcp({ from: 40_000 + place }))),
  });
  const source = { linkTypes: [1, 1] };
  const both = [packet(0), packet(1)];
  const [here, there] = [0, 1].map((place) => placeName(observeFrames(both, source), place));
  const lab = LAB({ master: there });
  const other = nad('other', { type: 'macvlan', master: here });
  const [finding] = await mismatches([lab, other], { frames: [packet(0)], ...source });
  expect(finding).toMatchObject({ severity: 'warning', confidence: 0.55 });
  expect(finding.summary).toBe(`default/lab is declared on ${there}, but its addresses were seen at ${here} only.`);
  expect(await mismatches([lab, other], { frames: both, ...source })).toEqual([]);
  expect(await mismatches([lab], { frames: [packet(0)], ...source })).toEqual([]);
});

it('tells of the mistakes in a declaration whose network is seen, with file and line', async () => {
  const declared = await parseDeclarations([{ path: 'nads.yaml', text: WILD }]);
  const findings = detectAll(observeFrames([claim(MAC_A, '172.16.10.2')]), null, { declared, segments: [] });
  const [finding, ...others] = findings.filter(({ id }) => id === 'nad-mismatch');
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ severity: 'warning', subject: 'default/ipvlan-a' });
  expect(finding.summary).toContain('has 5 mistakes');
  expect(finding.evidence.map(({ fact }) => fact)).toEqual([
    'nads.yaml:9',
    'nads.yaml:15',
    'nads.yaml:7',
    'nads.yaml:7',
    'nads.yaml:21',
    'stations seen with its addresses',
  ]);
});

it('counts questions for a gateway that nobody can answer for', async () => {
  const question = (at: number): Sighting => ({
    at,
    bytes: ethernet(arp({ from: '172.16.10.2', to: '172.16.0.1' }), { to: BROADCAST }),
  });
  const lab = nad('lab', {
    type: 'ipvlan',
    ipam: { addresses: [{ address: '172.16.10.2/24', gateway: '172.16.0.1' }] },
  });
  const [finding] = await mismatches([lab], { frames: [question(0), question(1), question(2)] });
  expect(finding.evidence).toContainEqual(
    expect.objectContaining({ fact: 'questions of 172.16.10.2 for the gateway 172.16.0.1, 0 answered', value: 3 }),
  );
});

it('puts no name into a command that a shell would act on', async () => {
  const declared = await parseDeclarations([{ path: 'x', text: LAB().replace('"lab"', '"x; rm -rf ~"') }]);
  const findings = detectAll(observeFrames([claim()]), null, { declared, segments: [segment({ mode: 'ipvlan' })] });
  expect(findings.find(({ id }) => id === 'nad-mismatch')?.next.command).toBe('kubectl get net-attach-def -A -o yaml');
});
