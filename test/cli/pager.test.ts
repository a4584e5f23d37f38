/** The command on a terminal, as `script` of util-linux gives one; passed over where that is missing. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pagerWords } from '../../src/cli/pager.ts';
import { FOLDER, netsight, put, SMALL, started } from './netsight.ts';

const hasTerminal = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;
if (!hasTerminal) console.warn('script (util-linux) is not installed: pager and --open are not tried on a terminal');

put('small.pcap', SMALL);
const SEEN = join(FOLDER, 'seen.txt');
const child = started(['--version']);
const MAIN = child.spawnargs[1];

/** Runs the command on a terminal of some rows; `-e` gives its exit code. */
function onTerminal(args: string, { rows = 24, ...env }: Record<string, string | number>) {
  rmSync(SEEN, { force: true });
  const command = `stty rows ${rows} cols 80; '${process.execPath}' '${MAIN}' ${args}`;
  const { status, stdout } = spawnSync('script', ['-qec', command, '/dev/null'], {
    encoding: 'utf8',
    cwd: FOLDER,
    env: {
      PATH: `${join(FOLDER, 'bin')}:${process.env.PATH}`,
      TERM: 'xterm',
      LANG: 'C.UTF-8',
      ...env,
    } as NodeJS.ProcessEnv,
    timeout: 30_000,
  });
  return { status, stdout, paged: existsSync(SEEN) ? readFileSync(SEEN, 'utf8') : null };
}

describe.skipIf(!hasTerminal)('on a terminal', () => {
  it('pages what is longer than it, all of it', () => {
    const { status, stdout, paged } = onTerminal('explain', { PAGER: `tee ${SEEN}` });
    expect(status).toBe(0);
    expect(paged).toBe(netsight(['explain']).stdout);
    expect(stdout.replaceAll('\r', '')).toBe(paged);
  });

  it('pages the table of a report and of flows, in colours, and no other format', () => {
    const PAGER = `tee ${SEEN}`;
    expect(onTerminal('analyze small.pcap', { PAGER, rows: 5 }).paged).toContain('\u001b[');
    expect(onTerminal('flows small.pcap', { PAGER, rows: 2 }).paged).not.toBeNull();
    expect(onTerminal('analyze small.pcap -f json', { PAGER, rows: 5 }).paged).toBeNull();
    expect(onTerminal('analyze small.pcap -o table.txt', { PAGER, rows: 5 }).paged).toBeNull();
  });

  it.each([
    ['explain --no-pager', {}],
    ['explain', { rows: 2000 }],
    ['explain', { TERM: 'dumb' }],
    ['explain', { NETSIGHT_PAGER: '' }],
    ['explain', { NETSIGHT_PAGER: 'cat' }],
    ['explain', { NETSIGHT_PAGER: 'false' }],
    ['explain', { NETSIGHT_PAGER: 'No' }],
    ['explain', { NETSIGHT_PAGER: 'there-is-no-such-pager' }],
    ['explain | cat', {}],
  ])('prints %s at once with %j', (args, env) => {
    const { status, stdout, paged } = onTerminal(args, { PAGER: `tee ${SEEN}`, ...env });
    expect([status, paged]).toEqual([0, null]);
    expect(stdout.replaceAll('\r', '')).toBe(netsight(['explain']).stdout);
  });

  it('takes a variable that says yes for a switch, and pages in what PAGER names', () => {
    expect(onTerminal('explain', { PAGER: `tee ${SEEN}`, NETSIGHT_PAGER: 'true' }).paged).not.toBeNull();
    put('unpaged.yaml', Buffer.from('pager: false\n'));
    const env = { PAGER: `tee ${SEEN}`, NETSIGHT_CONFIG: 'unpaged.yaml' };
    expect(onTerminal('explain', env).paged).toBeNull();
    expect(onTerminal('explain', { ...env, NETSIGHT_PAGER: '1' }).paged).not.toBeNull();
  });

  it('ends quietly, with the exit code of the report, when the pager is quit early', () => {
    const early = onTerminal('analyze small.pcap --fail-on info', { PAGER: 'head -n 1', rows: 3 });
    const { status } = netsight(['analyze', 'small.pcap', '--fail-on', 'info']);
    expect(early.status).toBe(status);
    expect(early.stdout.split('\r\n')).toHaveLength(2);
    expect(onTerminal('explain', { PAGER: 'true' })).toMatchObject({ status: 0, stdout: '' });
  });

  it.each([
    ['less', 'less 590 (GNU regular expressions)', true],
    ['less -S', 'less 566.2', true],
    ['less', 'less 551 (GNU regular expressions)', false],
    ['less', 'BusyBox v1.36', false],
    ['more', 'less 590', false],
  ])('hands links to the pager %s that calls itself %s: %s', (PAGER, version, expected) => {
    const program = PAGER.split(' ')[0];
    mkdirSync(join(FOLDER, 'bin'), { recursive: true });
    const script = `#!/bin/sh\nif [ "$1" = --version ]; then echo '${version}'; else cat >${SEEN}; fi\n`;
    writeFileSync(join(FOLDER, 'bin', program), script);
    chmodSync(join(FOLDER, 'bin', program), 0o755);
    const { paged } = onTerminal('analyze small.pcap', { PAGER, rows: 5, TERM: 'xterm-kitty' });
    expect([paged?.includes('small.pcap'), paged?.includes('\u001b]8;;file:')]).toEqual([true, expected]);
    const raw = onTerminal('analyze small.pcap', { PAGER, rows: 5, TERM: 'xterm-kitty', LESS: '-i' });
    expect(raw.paged?.includes('\u001b]8;;')).toBe(false);
  });

  it('links where the terminal knows links, and not on one that does not', () => {
    const link = `${join(FOLDER, 'small.pcap')}\u001b\\small.pcap`;
    expect(onTerminal('analyze small.pcap', { rows: 500, TERM: 'xterm-kitty' }).stdout).toContain(link);
    expect(onTerminal('analyze small.pcap', { rows: 500 }).stdout).not.toContain('\u001b]8');
  });

  it('opens the report that it wrote, by its whole path', () => {
    mkdirSync(join(FOLDER, 'bin'), { recursive: true });
    writeFileSync(join(FOLDER, 'bin', 'xdg-open'), `#!/bin/sh\necho "$@" >${SEEN}.part && mv ${SEEN}.part ${SEEN}\n`);
    chmodSync(join(FOLDER, 'bin', 'xdg-open'), 0o755);
    // Without exec the shell stays until the opener, which nobody waits for, has run.
    const run = onTerminal('analyze small.pcap --open -f markdown=-x.md --no-pager && sleep 2', {});
    expect([run.status, run.paged]).toEqual([0, `${join(FOLDER, '-x.md')}\n`]);
  });
});

it('wants a file to open, and opens nothing without a terminal', () => {
  const { status, stderr } = netsight(['analyze', 'small.pcap', '--open']);
  expect([status, stderr]).toEqual([2, 'netsight: --open wants a report in a file: add -o FILE or --format ID=FILE\n']);
  expect(netsight(['analyze', 'small.pcap', '--open', '-o', 'x.txt'])).toMatchObject({ status: 0, stderr: '' });
});

it.each<[NodeJS.ProcessEnv, string[] | null]>([
  [{ TERM: 'xterm' }, ['less']],
  [{ TERM: 'xterm', PAGER: 'more -s' }, ['more', '-s']],
  [{ TERM: 'xterm', PAGER: 'more', NETSIGHT_PAGER: 'most' }, ['most']],
  [{ TERM: 'xterm', NETSIGHT_PAGER: 'true' }, ['less']],
  [{ TERM: 'xterm', NETSIGHT_PAGER: 'yes', PAGER: 'more' }, ['more']],
  [{ TERM: 'xterm', PAGER: ' ' }, null],
  [{}, null],
])('with %j the pager is %j', (env, words) => expect(pagerWords(env)).toEqual(words));
