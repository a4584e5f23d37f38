import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { EvidenceFolder } from '../../src/cli/evidence-folder.ts';
import { finding } from '../evidence/findings.ts';

const PATH = mkdtempSync(join(tmpdir(), 'netsight-evidence-'));
afterAll(() => rmSync(PATH, { recursive: true, force: true }));
const file = (name: string, frames: number) => ({ name, frames, finding: finding() });

it('gives a file its name with its last packet, and keeps it when the rest is given up', () => {
  const folder = new EvidenceFolder(PATH);
  const [whole, part] = [file('whole.pcapng', 2), file('part.pcapng', 2)];
  folder.write(whole, [Uint8Array.of(1), Uint8Array.of(2)]);
  folder.write(part, [Uint8Array.of(9)]);
  expect(readdirSync(PATH).filter((name) => !name.endsWith('.part'))).toEqual([]);
  folder.write(whole, [Uint8Array.of(3)]);
  expect(readFileSync(join(PATH, 'whole.pcapng'))).toEqual(Buffer.of(1, 2, 3));
  folder.discardRest();
  expect(readdirSync(PATH)).toEqual(['whole.pcapng']);
  expect([...folder.written]).toEqual([[whole, 2]]);
});

it('ends what lacks packets when it is told that no more will come', () => {
  const folder = new EvidenceFolder(PATH);
  const some = file('some.pcapng', 5);
  folder.write(some, [Uint8Array.of(1)]);
  folder.finishAll();
  folder.discardRest();
  expect(readFileSync(join(PATH, 'some.pcapng'))).toEqual(Buffer.of(1));
  expect([...folder.written]).toEqual([[some, 1]]);
});
