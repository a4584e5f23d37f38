/** A capture whose every name is hostile, through the program, in every format. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CHECK_FORMATS } from '../../src/check/registry.ts';
import { DIFF_FORMATS } from '../../src/diff/registry.ts';
import { FORMATS } from '../../src/report/registry.ts';
import { TABLES } from '../../src/report/tables/registry.ts';
import { BlockBuilder, concat } from '../helpers/capture-builder.ts';
import { ask } from '../helpers/duckdb.ts';
import { BROADCAST, ethernet, ipv4, tcp, u16, udp } from '../helpers/frames.ts';
import { HOSTILE } from '../report/fixtures.ts';
import { extensionOf, harmIn } from '../report/harmless.ts';
import { FOLDER, netsight, put } from './netsight.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const label = (text: string): Uint8Array => concat([Uint8Array.of(bytes(text).length), bytes(text)]);
/** Labels of a name hold 63 bytes. */
const LABELS = ['\x1b[31m</script><img src=x>`|=cmd()', '@team#1', '\u202eevil\r\n# x'];
const NAME = concat([...LABELS.map(label), Uint8Array.of(0)]);
const TYPE_A = concat([u16(1), u16(1)]);

const dns = (id: number, flags: number): Uint8Array =>
  concat([u16(id), u16(flags), u16(1), u16(0), u16(0), u16(0), NAME, TYPE_A]);
const question = (id: number): Uint8Array => ethernet(ipv4({}, udp({ from: 5000 + id, to: 53 }, dns(id, 0x0100))));
const noSuchName = (id: number): Uint8Array =>
  ethernet(ipv4({ from: '10.0.0.2', to: '10.0.0.1' }, udp({ from: 53, to: 5000 + id }, dns(id, 0x8183))));

/** DHCPDISCOVER with a host name and a class (RFC 2131, RFC 2132 §3.14, §9.13). */
const discover = (): Uint8Array => {
  const fixed = concat([
    Uint8Array.of(1, 1, 6, 0, 1, 2, 3, 4),
    new Uint8Array(20),
    Uint8Array.of(2, 0, 0, 0, 0, 10),
    new Uint8Array(202),
  ]);
  const name = bytes(HOSTILE.slice(0, 100));
  const options = [[53, 1, 1], [12, name.length, ...name], [60, name.length, ...name], [255]].map((one) =>
    Uint8Array.from(one),
  );
  const message = concat([fixed, Uint8Array.of(0x63, 0x82, 0x53, 0x63), ...options]);
  return ethernet(ipv4({ from: '0.0.0.0', to: '255.255.255.255' }, udp({ from: 68, to: 67 }, message)), {
    to: BROADCAST,
  });
};

const http = (): Uint8Array =>
  ethernet(
    ipv4({}, tcp({}, bytes(`GET /${HOSTILE} HTTP/1.1\r\nHost: ${HOSTILE}\r\nUser-Agent: ${'A'.repeat(900)}\r\n\r\n`))),
  );

function capture(): Uint8Array {
  const builder = new BlockBuilder();
  const comment = builder.option(1, HOSTILE);
  const names = [2, 3, 11].map((code) =>
    builder.option(code, code === 11 ? `\0${HOSTILE}` : HOSTILE + 'n'.repeat(4000)),
  );
  const frames = [...[1, 2, 3, 4].flatMap((id) => [question(id), noSuchName(id)]), discover(), discover(), http()];
  return concat([
    builder.sectionHeader(concat([comment, builder.option(3, HOSTILE), builder.option(0, '')])),
    builder.interfaceDescription(1, 0, concat([...names, builder.option(0, '')])),
    builder.nameResolution([[1, concat([Uint8Array.of(10, 0, 0, 1), bytes(`${HOSTILE}\0`)])]]),
    ...frames.map((data, i) => builder.enhancedPacket({ data, time: BigInt(i) * 900_000n, options: [comment] })),
  ]);
}

const file = (id: string, extension: string): string => join(FOLDER, `out-${id}.${extension}`);

it('comes out harmless in every format', async () => {
  const input = put(`h\x1b[31m|\`@team#1<img src=x>.pcapng`, capture());
  const tables = FORMATS.filter((format) => format.tables);
  const targets = FORMATS.map(
    ({ id, extension, tables: several }) => `${id}=${several ? 'out/' : `out-${id}.${extension}`}`,
  );
  const { status, stdout, stderr } = netsight(['analyze', input, ...targets.flatMap((target) => ['--format', target])]);
  expect([status, stdout]).toEqual([0, '']);
  expect(harmIn('txt', [stderr])).toEqual([]);
  for (const { id, extension, tables: several, binary } of FORMATS)
    if (!several && !binary)
      expect([id, harmIn(extension, [readFileSync(file(id, extension), 'utf8')])]).toEqual([id, []]);
  for (const { id } of TABLES) {
    for (const { extension, binary } of tables)
      if (!binary)
        expect(harmIn(extension, [readFileSync(join(FOLDER, 'out', `${id}.${extension}`), 'utf8')])).toEqual([]);
    const rows = JSON.stringify(await ask(`FROM '${join(FOLDER, 'out', `${id}.parquet`)}'`));
    expect(
      harmIn('txt', [
        rows.replaceAll(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
      ]),
    ).toEqual([]);
  }
});

it.each([
  ['check', CHECK_FORMATS.map(({ id }) => id), 1],
  ['diff', DIFF_FORMATS.map(({ id }) => id), 0],
] as const)('comes out harmless in every format of %s', (command, ids, wanted) => {
  const input = put('c\x1b[31m|`@team#1<img src=x>.pcapng', capture());
  const before = join(process.cwd(), 'samples', 'plain-hosts.json');
  const args = command === 'check' ? [input, '--baseline', before, '--fail-on', 'info'] : [before, input];
  const targets = ids.flatMap((id) => ['--format', `${id}=${command}-${id}`]);
  const { status, stderr } = netsight([command, ...args, ...targets]);
  expect([status, harmIn('txt', [stderr])]).toEqual([wanted, []]);
  for (const id of ids) {
    const text = readFileSync(join(FOLDER, `${command}-${id}`), 'utf8');
    expect([id, harmIn(extensionOf(id), [text])]).toEqual([id, []]);
    expect(text).toContain('dns-nxdomain');
  }
});

it('was really in there', () => {
  const input = put('names.pcapng', capture());
  const report = JSON.parse(netsight(['analyze', input, '--format', 'json']).stdout);
  expect(report.inputs[0].interfaces[0].name).toContain('\x1b[31mred');
  const subjects = report.findings
    .map(({ id, summary }: { id: string; summary: string }) => `${id}: ${summary}`)
    .join('\n');
  expect(subjects).toMatch(/dns-nxdomain: .*script/s);
});
