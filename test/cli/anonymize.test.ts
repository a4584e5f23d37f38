import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/report/analysis.ts';
import { readAll } from '../helpers/captures.ts';
import { problems } from '../report/validate.ts';
import { FOLDER, netsight, put, SMALL } from './netsight.ts';

const at = (name: string): string => join(FOLDER, name);
const KEY = `${'0123456789abcdef'.repeat(4)}\n`;
const NAD = `apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata: { name: acme-storage, namespace: acme-prod }
spec: { config: '{"cniVersion":"0.3.1","type":"macvlan","master":"acme0","ipam":{"type":"host-local","subnet":"10.0.0.0/24","gateway":"10.0.0.254"}}' }
`;
const PODS = JSON.stringify({
  kind: 'List',
  items: [
    {
      kind: 'Pod',
      metadata: { name: 'jane-web', namespace: 'acme-prod' },
      spec: { nodeName: 'acme-node-7' },
      status: { podIP: '10.0.0.1', podIPs: [{ ip: '10.0.0.1' }], hostIP: '10.9.9.9' },
    },
  ],
});

beforeAll(() => {
  put('small.pcap', SMALL);
  put('cut.pcap', SMALL.subarray(0, SMALL.length - 3));
  put('text.txt', Buffer.from('no capture, whatever it is named'));
  put('key', Buffer.from(KEY));
  put('short', Buffer.from('too short'));
  put('nad.yaml', Buffer.from(NAD));
  put('pods.json', Buffer.from(PODS));
});

const reportOf = (...args: string[]): Analysis => {
  const { stdout, status, stderr } = netsight(['analyze', 'small.pcap', '--format', 'json', ...args]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
};

describe('netsight anonymize', () => {
  it('writes a capture with as many packets of the same lengths and times', async () => {
    expect(netsight(['anonymize', 'small.pcap', '-o', 'out.pcapng', '--key', 'key'])).toMatchObject({
      status: 0,
      stdout: '',
      stderr: '',
    });
    const [before, after] = [await readAll(at('small.pcap')), await readAll(at('out.pcapng'))];
    const shape = ({ packets }: typeof before) =>
      packets.map(({ hex, original, time }) => [hex.length, original, time]);
    expect(shape(after)).toEqual(shape(before));
    expect(after.packets.map(({ hex }) => hex)).not.toEqual(before.packets.map(({ hex }) => hex));
    expect(after.info.damage).toEqual([]);
  });

  it('reads standard input', async () => {
    expect(netsight(['anonymize', '-', '-o', 'piped.pcapng'], { input: SMALL }).status).toBe(0);
    expect((await readAll(at('piped.pcapng'))).packets).toHaveLength(3);
  });

  it('writes the same with the same key, and something else without one', () => {
    netsight(['anonymize', 'small.pcap', '-o', 'one.pcapng', '--key', 'key']);
    netsight(['anonymize', 'small.pcap', '-o', 'two.pcapng', '--key', 'key']);
    netsight(['anonymize', 'small.pcap', '-o', 'three.pcapng']);
    expect(readFileSync(at('one.pcapng')).equals(readFileSync(at('two.pcapng')))).toBe(true);
    expect(readFileSync(at('one.pcapng')).equals(readFileSync(at('three.pcapng')))).toBe(false);
  });

  it('copies what can be read of a damaged capture, and says so', async () => {
    const { status, stderr } = netsight(['anonymize', 'cut.pcap', '-o', 'cut.pcapng']);
    expect(status).toBe(4);
    expect(stderr).toContain('truncated-record');
    expect((await readAll(at('cut.pcapng'))).packets).toHaveLength(2);
  });

  it.each([
    [['anonymize', 'missing.pcap', '-o', 'no.pcapng'], 3, 'does not exist'],
    [['anonymize', 'text.txt', '-o', 'no.pcapng'], 3, 'not a pcap'],
    [['anonymize', 'small.pcap'], 2, '--output'],
    [['anonymize', 'small.pcap', '-o', 'small.pcap'], 2, 'is the capture itself'],
    [['anonymize', 'small.pcap', '-o', 'no/where.pcapng'], 2, 'choose another -o FILE'],
    [['anonymize', 'small.pcap', '-o', 'no.pcapng', '--key', 'short'], 2, '16 to 65536'],
    [['analyze', 'small.pcap', '--key', 'key'], 2, 'add --anonymize'],
    [['analyze', 'small.pcap', '--anonymize', '--evidence', 'folder'], 2, 'netsight anonymize'],
  ])('refuses %j', (args, status, message) => {
    const result = netsight(args);
    expect(result.status).toBe(status);
    expect(result.stderr).toContain(message);
    expect(existsSync(at('no.pcapng'))).toBe(false);
    expect(readdirSync(FOLDER).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('makes a key that only its owner reads, and uses it again', () => {
    const first = netsight(['anonymize', 'small.pcap', '-o', 'a.pcapng', '--key', 'new-key']);
    expect(first.stderr).toContain('new key in new-key');
    expect(statSync(at('new-key')).mode & 0o777).toBe(0o600);
    expect(netsight(['anonymize', 'small.pcap', '-o', 'b.pcapng', '--key', 'new-key']).stderr).toBe('');
    expect(readFileSync(at('a.pcapng')).equals(readFileSync(at('b.pcapng')))).toBe(true);
  });
});

describe('netsight analyze --anonymize', () => {
  it('says so, in a report that fits the schema', () => {
    const report = reportOf('--anonymize');
    expect(report.anonymized).toBe(true);
    expect(problems(report)).toEqual([]);
    expect(reportOf()).not.toHaveProperty('anonymized');
    expect(netsight(['analyze', 'small.pcap', '--anonymize']).stdout).toContain('anonymised');
  });

  it('gives the pseudonyms of the key', () => {
    const ips = (...args: string[]): string[] => reportOf(...args).endpoints.ips.map(({ ip }) => ip);
    expect(ips('--anonymize', '--key', 'key')).toEqual(ips('--anonymize', '--key', 'key'));
    expect(ips('--anonymize', '--key', 'key')).not.toEqual(ips());
  });

  it('names flows as the report does', () => {
    const { stdout } = netsight(['flows', 'small.pcap', '--format', 'ndjson', '--anonymize', '--key', 'key']);
    const flows = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
    expect(flows.sort(byId)).toEqual(reportOf('--anonymize', '--key', 'key').flows.top.sort(byId));
  });

  it('filters by what was captured', () => {
    const hidden = reportOf('--anonymize', '--filter', 'host 10.0.0.1 and tcp');
    expect([hidden.capture.frames, hidden.filter]).toEqual([1, 'an expression that is not shown']);
    expect(problems(hidden)).toEqual([]);
    expect(reportOf('--filter', 'tcp').filter).toBe('tcp');
    expect(reportOf()).not.toHaveProperty('filter');
    expect(JSON.stringify(hidden)).not.toContain('10.0.0.1');
    expect(reportOf('--anonymize', '--filter', 'host 10.0.0.77').capture.frames).toBe(0);
  });

  it('replaces what is declared by the same pseudonyms', () => {
    const args = ['--anonymize', '--key', 'key', '--nad', 'nad.yaml', '--pods', 'pods.json'];
    const report = reportOf(...args);
    const text = JSON.stringify(report);
    for (const word of ['acme', 'jane', 'storage', 'nad.yaml', '10.0.0.1"', '10.0.0.254', '10.9.9.9'])
      expect(text).not.toContain(word);
    const named = report.endpoints.ips.filter(({ name }) => name !== null);
    expect(named).toHaveLength(1);
    expect(report.declared?.attachments[0].subnets[0]).toMatch(/^10\.\d+\.\d+\.0\/24$/);
    expect(reportOf('--nad', 'nad.yaml').declared?.attachments[0].stations).toBe(
      report.declared?.attachments[0].stations,
    );
  });
});
