/** Declarations beside real frames: what fits them raises nothing, what does not is named. */
import { expect, it } from 'vitest';
import { type AnalyzeOptions, analyze } from '../../src/analyze.ts';
import { parseDeclarations } from '../../src/declared/parse.ts';
import { nad } from '../declared/nads.ts';

/** Subjects of what does not fit, in the analysis of a sample with one declared network. */
async function mismatches(sample: string, config: unknown): Promise<string[]> {
  const declared = await parseDeclarations([{ path: 'nad.json', text: nad('net', config) }]);
  const options: AnalyzeOptions = { declared };
  const { findings } = await analyze(`samples/${sample}`, options);
  const found = findings.filter(({ id }) => id === 'nad-mismatch');
  expect(found.every(({ evidence }) => evidence.length > 0)).toBe(true);
  return found.map(({ summary }) => summary);
}

const POOL = { type: 'whereabouts', range: '172.16.10.0/24' };

it('finds nothing wrong with ipvlan pods that were declared so', async () => {
  expect(await mismatches('ipvlan-l2-pod.pcap', { type: 'ipvlan', mode: 'l2', master: 'ens36', ipam: POOL })).toEqual(
    [],
  );
});

it('finds pods on ipvlan that were declared on macvlan', async () => {
  const [found] = await mismatches('ipvlan-l2-pod.pcap', {
    type: 'macvlan',
    mode: 'bridge',
    master: 'ens36',
    ipam: POOL,
  });
  expect(found).toContain('macvlan');
  expect(found).toContain('ipvlan');
});

it('finds nothing wrong with the VLAN that was declared, and names another than the declared one', async () => {
  const ipam = { type: 'host-local', subnet: '172.21.0.0/24' };
  const config = (vlanId: number): object => ({ type: 'vlan', master: 'ens36', vlanId, ipam });
  expect(await mismatches('vlan-uplink.pcap', config(210))).toEqual([]);
  const [found] = await mismatches('vlan-uplink.pcap', config(100));
  expect(found).toContain('210');
});
