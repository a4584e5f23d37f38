/** Anonymised copies of captures. */
import { copyAnonymized } from '../../src/anonymize/copy.ts';
import { fileOf } from '../helpers/captures.ts';
import { SECRET } from './originals.ts';

/** The copy, and a file that holds it. */
export async function copyOf(path: string): Promise<{ path: string; bytes: Buffer }> {
  const blocks: Uint8Array[] = [];
  await copyAnonymized(path, {
    secret: SECRET,
    vxlanPorts: [],
    application: 'test',
    signal: new AbortController().signal,
    onProgress: () => {},
    write: (block) => void blocks.push(block),
  });
  const bytes = Buffer.concat(blocks);
  return { path: fileOf(bytes), bytes };
}
