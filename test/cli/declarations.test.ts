import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/base/errors.ts';
import { readDeclarations } from '../../src/cli/declarations.ts';
import type { Analysis } from '../../src/report/analysis.ts';
import { nad, pod } from '../declared/nads.ts';
import { FOLDER, netsight, put, SMALL } from './netsight.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const refusal = async (...nads: string[]): Promise<string> => {
  const failure = await readDeclarations({ nad: nads }, []).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UsageError);
  return (failure as Error).message;
};
const inFolder = (name: string, bytes: Uint8Array): string => join(FOLDER, put(name, bytes));

const NADS = inFolder(
  'nads.json',
  text(nad('lab', { type: 'macvlan', ipam: { subnet: '10.0.0.0/24', gateway: '10.9.0.1' } })),
);
const PODS = inFolder('pods.json', text(pod({})));

it('reads nothing without flags, and each file once', async () => {
  expect(await readDeclarations({}, [])).toBeNull();
  expect(await readDeclarations({ nad: [NADS, NADS], pods: [NADS, PODS] }, [])).toMatchObject({
    attachments: [{ name: 'lab' }],
    pods: [{ name: 'web' }],
  });
});

it('reads what PowerShell writes: UTF-16 with a byte order mark', async () => {
  const bytes = Buffer.from(`\ufeff${nad('lab', { type: 'ptp' })}`, 'utf16le');
  expect(await readDeclarations({ nad: [inFolder('utf16.json', bytes)] }, [])).toMatchObject({
    attachments: [{ mode: 'ptp' }],
  });
});

describe('refuses', () => {
  it('a file that is not there', async () =>
    expect(await refusal('/nowhere/x.yaml')).toMatch(/^cannot read \/nowhere\/x\.yaml: ENOENT/));
  it('a directory', async () => expect(await refusal(FOLDER)).toContain('EISDIR'));
  it('a capture', async () => expect(await refusal(inFolder('x.pcap', SMALL))).toContain(':1:1: is binary'));
  it('what is no YAML', async () =>
    expect(await refusal(inFolder('bad.yaml', text('a:\n  b: [1\n')))).toMatch(/bad\.yaml:\d+:\d+: /));
  it('standard input for two things', async () => {
    await expect(readDeclarations({ pods: ['-'] }, ['-'])).rejects.toThrow(
      'standard input can be a capture or declarations, not both',
    );
  });
});

describe('netsight analyze', () => {
  put('small.pcap', SMALL);

  it('shows names, declarations and what is wrong with them', () => {
    const { stdout, status } = netsight([
      'analyze',
      'small.pcap',
      '--format',
      'json',
      '--nad',
      'nads.json',
      '--pods',
      'pods.json',
    ]);
    const report = JSON.parse(stdout) as Analysis;
    expect(status).toBe(0);
    expect(report.endpoints.ips.find(({ ip }) => ip === '10.0.0.1')?.name).toBe('default/web (net1)');
    expect(report.endpoints.macs.find(({ mac }) => mac === '02:00:00:00:00:0a')?.name).toBe('default/web (net1)');
    expect(report.flows.top[0].a.name).toBe('default/web (net1)');
    expect(report.declared).toMatchObject({
      pods: 1,
      attachments: [{ name: 'lab', stations: 1 }],
      problems: [{ file: 'nads.json', line: 1 }],
    });
    expect(report.findings).toMatchObject([{ id: 'nad-mismatch', subject: 'default/lab' }]);
  });

  it('judges the same with and without declarations', () => {
    const report = (...more: string[]): Analysis =>
      JSON.parse(netsight(['analyze', 'small.pcap', '--format', 'json', ...more]).stdout) as Analysis;
    const [bare, declared] = [report(), report('--nad', 'nads.json', '--pods', 'pods.json')];
    expect(bare.declared).toBeNull();
    expect(declared.verdict).toEqual(bare.verdict);
    expect(declared.segments).toEqual(bare.segments);
    expect(declared.capture).toEqual(bare.capture);
  });

  it('exits with 2 and names the place in a file that cannot be read', () => {
    const { status, stderr, stdout } = netsight(['analyze', 'small.pcap', '--nad', 'bad.yaml']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^netsight: bad\.yaml:\d+:\d+: /);
  });

  it('reads declarations from standard input', () => {
    const { stdout } = netsight(['analyze', 'small.pcap', '--pods', '-'], { input: text(pod({})) });
    expect(stdout).toContain('10.0.0.1:5000 default/web (net1)');
  });

  it('writes no control character of a name', () => {
    const hostile = pod({ name: '\u001b[31mred\u202e|<b>' });
    const { stdout } = netsight(['analyze', 'small.pcap', '--pods', '-'], { input: text(hostile) });
    expect(stdout).toContain('default/\\x1b[31mred\\u{202e}|<b>');
  });
});
