import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareEvidence } from '../../src/cli/evidence.ts';
import type { EvidenceOutcome } from '../../src/cli/evidence-outcome.ts';
import type { Analysis, Finding } from '../../src/report/analysis.ts';
import { fact, finding, reportOf } from '../evidence/findings.ts';
import { pcapFile } from '../helpers/capture-builder.ts';
import { type ReadCapture, readAll } from '../helpers/captures.ts';
import { FOLDER, netsight, put, SMALL } from './netsight.ts';

const at = (...names: string[]): string => join(FOLDER, ...names);
const sample = (name: string): Uint8Array => new Uint8Array(readFileSync(join('samples', name)));
const filesIn = (folder: string): string[] => readdirSync(at(folder)).sort();
const contentsOf = (folder: string): string[] => filesIn(folder).map((name) => readFileSync(at(folder, name), 'hex'));
const nameOf = ({ id, fingerprint }: Finding): string => `${id}-${fingerprint}.pcapng`;

const DUPLICATE = nameOf(JSON.parse(readFileSync('samples/duplicate-ip-pod.json', 'utf8')).findings[0]);

beforeAll(() => {
  put('small.pcap', SMALL);
  put('dup.pcap', sample('duplicate-ip-pod.pcap'));
  put('dup.pcap.gz', new Uint8Array(gzipSync(sample('duplicate-ip-pod.pcap'))));
  put('route.pcap', sample('missing-route-router-any.pcap'));
});

/** The report and the captures of a run that ends well. */
async function run(...args: string[]): Promise<{ report: Analysis; captures: Map<string, ReadCapture> }> {
  const folder = args[args.indexOf('--evidence') + 1];
  rmSync(at(folder), { recursive: true, force: true });
  const { status, stdout } = netsight(['analyze', ...args, '--format', 'json']);
  expect(status).toBe(0);
  const captures = new Map<string, ReadCapture>();
  for (const name of filesIn(folder)) captures.set(name, await readAll(at(folder, name)));
  return { report: JSON.parse(stdout), captures };
}

/** The frames that a finding's evidence names, as they are in the inputs, each with the beginnings and ends of its comments. */
async function wantedOf({ evidence, id }: Finding, { inputs }: Analysis) {
  const wanted = [];
  for (const [input, { path }] of inputs.entries()) {
    const { packets, info } = await readAll(at(path));
    const facts = evidence.filter((each) => each.input === input);
    for (const number of new Set(facts.flatMap(({ frames }) => frames).sort((a, b) => a - b))) {
      const reasons = facts.filter(({ frames }) => frames.includes(number));
      const { interface: index, ...packet } = packets[number - 1];
      wanted.push({
        packet: { ...packet, linkType: info.interfaces[index].linkType },
        comments: reasons.map((each) => [`${id}: ${each.fact}: `, ` (frame ${number} of ${path})`]),
      });
    }
  }
  return wanted;
}

/** Every frame that evidence names is in its file as it is in its input, with its reasons, and no other. */
async function check({ report, captures }: Awaited<ReturnType<typeof run>>): Promise<void> {
  const withFrames = report.findings.filter(({ evidence }) => evidence.some(({ frames }) => frames.length > 0));
  expect([...captures.keys()]).toEqual(withFrames.map(nameOf).sort());
  for (const one of withFrames) {
    const { packets, info } = captures.get(nameOf(one)) as ReadCapture;
    const wanted = await wantedOf(one, report);
    expect(info.damage).toEqual([]);
    expect(
      packets.map(({ interface: index, ...packet }) => ({ ...packet, linkType: info.interfaces[index].linkType })),
    ).toEqual(wanted.map(({ packet }) => packet));
    const [about, ...comments] = info.comments;
    for (const text of [`${one.id} (${one.severity}): ${one.subject}`, one.summary, one.displayFilter])
      expect(about).toContain(text);
    const expected = wanted.flatMap((each) => each.comments);
    expect(comments).toHaveLength(expected.length);
    for (const [i, [start, end]] of expected.entries())
      expect([comments[i].startsWith(start), comments[i].endsWith(end)]).toEqual([true, true]);
  }
}

it.each([
  ['a sample', ['dup.pcap']],
  ['a gzip copy', ['dup.pcap.gz']],
  ['a sample of the any device', ['route.pcap']],
  ['several inputs', ['dup.pcap', 'route.pcap', 'dup.pcap.gz']],
  ['a filter', ['route.pcap', '--filter', 'tcp']],
])('writes the frames of each finding of %s', async (_, args) => {
  const all = await run(...args, '--evidence', 'proof');
  expect(all.captures.size).toBeGreaterThan(0);
  await check(all);
});

it('reads a directory, in the order of its captures', async () => {
  mkdirSync(at('rotated'), { recursive: true });
  put('rotated/b.pcap', sample('duplicate-ip-pod.pcap'));
  put('rotated/a.pcap', sample('missing-route-router-any.pcap'));
  await check(await run('rotated', '--evidence', 'proof'));
});

it('leaves the report as it is, and says in one line what was written', () => {
  const plain = netsight(['analyze', 'dup.pcap']);
  const { status, stdout, stderr } = netsight(['analyze', 'dup.pcap', '--evidence', 'said']);
  expect([status, stdout]).toEqual([plain.status, plain.stdout]);
  expect(stderr).toBe('netsight: evidence: 1 file in said\n');
  expect(netsight(['analyze', 'dup.pcap', '--evidence', 'said', '--quiet']).stderr).toBe('');
  expect(netsight(['analyze', 'small.pcap', '--evidence', 'said']).stderr).toContain('nothing to write');
});

it('names each file, and each finding without one, when asked', () => {
  const cut = sample('duplicate-ip-pod.pcap').slice(0, -3);
  put('cut.pcap', cut);
  const { status, stderr } = netsight(['analyze', 'cut.pcap', '--evidence', 'verbose', '--verbose']);
  expect(status).toBe(4);
  expect(stderr).toContain(`netsight: evidence: ${DUPLICATE}: 5 frames\n`);
  expect(stderr).toContain('netsight: evidence: no file for capture-truncated cut.pcap: no frame shows it\n');
  expect(filesIn('verbose')).toEqual([DUPLICATE]);
});

it('writes the same bytes again, and touches no other file', () => {
  mkdirSync(at('twice'), { recursive: true });
  writeFileSync(at('twice', 'notes.txt'), 'mine');
  writeFileSync(at('twice', DUPLICATE), 'old');
  expect(netsight(['analyze', 'dup.pcap', '--evidence', 'twice']).status).toBe(0);
  const first = contentsOf('twice');
  expect(netsight(['analyze', 'dup.pcap', '--evidence', 'twice']).status).toBe(0);
  expect(contentsOf('twice')).toEqual(first);
  expect(filesIn('twice')).toEqual([DUPLICATE, 'notes.txt']);
  expect(readFileSync(at('twice', 'notes.txt'), 'utf8')).toBe('mine');
  expect(first[0].startsWith('0a0d0d0a')).toBe(true);
});

it('makes folders that are missing, and goes with --fail-on and formats in files', () => {
  const { status, stdout } = netsight([
    'analyze',
    'dup.pcap',
    '--evidence',
    'deep/er/proof',
    '--fail-on',
    'error',
    '--format',
    'json=deep.json',
  ]);
  expect([status, stdout]).toEqual([1, '']);
  expect(filesIn('deep/er/proof')).toEqual([DUPLICATE]);
});

it('writes evidence though nobody reads the report', () => {
  const pipeline = `"$0" "$1" analyze route.pcap --evidence unread | true; echo "\${PIPESTATUS[0]}"`;
  const main = at('bundle', 'main.js');
  const { stdout } = spawnSync('bash', ['-c', pipeline, process.execPath, main], { cwd: FOLDER, encoding: 'utf8' });
  expect(stdout).toBe('0\n');
  expect(filesIn('unread')).toHaveLength(4);
});

describe('refuses before it reads anything', () => {
  const refusal = (...args: string[]): string => {
    const { status, stdout, stderr } = netsight(['analyze', ...args], { input: SMALL });
    expect([status, stdout]).toEqual([2, '']);
    return stderr;
  };

  it('standard input, which cannot be read twice', () => {
    expect(refusal('-', '--evidence', 'never')).toContain('save it to a file first');
    expect(refusal('missing.pcap', '-', '--evidence', 'never')).toContain('save it to a file first');
    expect(() => filesIn('never')).toThrow('ENOENT');
  });

  it('a FIFO', () => {
    spawnSync('mkfifo', [at('fifo')]);
    expect(refusal('fifo', '--evidence', 'never')).toContain('fifo is a pipe or device; save it to a file first');
  });

  it('a folder that is a file, or below one', () => {
    expect(refusal('dup.pcap', '--evidence', 'small.pcap')).toContain(
      'cannot write evidence into small.pcap: it is a file',
    );
    expect(refusal('dup.pcap', '--evidence', 'small.pcap/x')).toContain(
      'cannot write evidence into small.pcap/x: ENOTDIR',
    );
    expect(readFileSync(at('small.pcap'))).toEqual(Buffer.from(SMALL));
  });

  it('no name at all', () => expect(refusal('dup.pcap', '--evidence', '')).toContain('--evidence takes a folder'));

  it('the folder that the captures are read from', () => {
    mkdirSync(at('captures'), { recursive: true });
    put('captures/dup.pcap', sample('duplicate-ip-pod.pcap'));
    expect(refusal('captures', '--evidence', './captures/')).toContain('would be read as a capture next time');
  });

  it.skipIf(process.getuid?.() === 0)('a folder that it may not write into', () => {
    mkdirSync(at('locked'), { recursive: true });
    chmodSync(at('locked'), 0o555);
    expect(refusal('dup.pcap', '--evidence', 'locked')).toContain('EACCES');
    expect(refusal('dup.pcap', '--evidence', 'locked/in')).toContain('EACCES');
  });
});

it('answers 2 when a file cannot be written, with the report and nothing half done', () => {
  mkdirSync(at('blocked', DUPLICATE), { recursive: true });
  const { status, stdout, stderr } = netsight(['analyze', 'dup.pcap', '--evidence', 'blocked']);
  expect([status, stdout]).toEqual([2, netsight(['analyze', 'dup.pcap']).stdout]);
  expect(stderr).toContain(`cannot write blocked/${DUPLICATE}`);
  expect(filesIn('blocked')).toEqual([DUPLICATE]);
});

it('never replaces a capture that it reads', () => {
  expect(netsight(['analyze', 'dup.pcap', '--evidence', 'own']).status).toBe(0);
  const before = contentsOf('own');
  const { status, stderr } = netsight(['analyze', `own/${DUPLICATE}`, '--evidence', './own/']);
  expect([status, stderr]).toEqual([2, expect.stringContaining(`would replace the capture own/${DUPLICATE}`)]);
  expect(contentsOf('own')).toEqual(before);
});

it('shows no control character of a file name', async () => {
  const name = 'evil\u001b]0;x\u0007\n.pcap';
  put(name, sample('duplicate-ip-pod.pcap').slice(0, -3));
  const { stderr } = netsight(['analyze', name, '--evidence', 'evil\u001bproof', '--verbose']);
  expect(stderr).not.toMatch(/[\u001b\u0007]/);
  const { info } = await readAll(at('evil\u001bproof', DUPLICATE));
  expect(info.comments.join()).toContain('of evil\\x1b]0;x\\x07\\x0a.pcap)');
  expect(info.comments.join('')).not.toMatch(/[\u001b\u0007]/);
});

describe('an input that changed between the readings', () => {
  const RECORDS = [1, 2, 3].map((seconds) => ({ seconds, data: new Uint8Array(20) }));
  const CLAIMS = finding({ evidence: [fact('claims', [1, 3])] });
  const name = 'duplicate-ip-00112233aabbccdd.pcapng';

  const outcome = (paths: string[], found: Finding[], quiet = false): Promise<EvidenceOutcome> => {
    const write = prepareEvidence(at('changed'), [], { progress: false, color: 'never', quiet });
    return write(reportOf(paths, found), new AbortController().signal);
  };

  beforeAll(() => {
    put('three.pcap', pcapFile(RECORDS));
    put('two.pcap', pcapFile(RECORDS.slice(0, 2)));
    put('damaged.pcap', pcapFile([...RECORDS.slice(0, 2), { data: new Uint8Array(4), captured: 2 ** 31 }]));
  });

  it.each(['two.pcap', 'damaged.pcap'])('holds less, %s: 4, with the frames that are left', async (input) => {
    const { exitCode, lines } = await outcome([at(input)], [CLAIMS], true);
    expect(exitCode).toBe(4);
    expect(lines).toEqual([expect.stringMatching(/was changed after the report was made: 1 frame of it, from 3 on/)]);
    expect((await readAll(at('changed', name))).packets).toHaveLength(1);
  });

  it('is gone: 3, with the files of the others', async () => {
    const other = finding({ id: 'arp-storm', evidence: [fact('requests', [2], 1)] });
    const { exitCode, lines } = await outcome([at('nowhere.pcap'), at('three.pcap'), at('two.pcap')], [CLAIMS, other]);
    expect(exitCode).toBe(3);
    expect(lines[0]).toMatch(/nowhere\.pcap does not exist\. It could be read for the report\.$/);
    expect(lines.at(-1)).toContain('1 of 2 files in');
    expect(filesIn('changed')).toContain('arp-storm-00112233aabbccdd.pcapng');
  });

  it('was written to: nothing wrong, but worth a word', async () => {
    const write = prepareEvidence(at('changed'), [], { progress: false, color: 'never' });
    put('growing.pcap', pcapFile(RECORDS));
    await new Promise((resolve) => setTimeout(resolve, 20));
    writeFileSync(at('growing.pcap'), pcapFile([...RECORDS, ...RECORDS]));
    const { exitCode, lines } = await write(reportOf([at('growing.pcap')], [CLAIMS]), new AbortController().signal);
    expect([exitCode, lines.length]).toEqual([0, 2]);
    expect(lines[0]).toContain('growing.pcap was written to meanwhile');
  });

  it('is not read when the run was interrupted', async () => {
    rmSync(at('changed'), { recursive: true });
    const write = prepareEvidence(at('changed'), [], { progress: false, color: 'never' });
    const { exitCode, lines } = await write(reportOf([at('three.pcap')], [CLAIMS]), AbortSignal.abort());
    expect([exitCode, lines.at(-1)]).toEqual([0, expect.stringContaining('interrupted, 0 of 1 file in')]);
    expect(filesIn('changed')).toEqual([]);
  });
});
