/** Pseudonyms of file names: nothing but the kind of the file stays. */
import { STANDARD_INPUT } from '../../capture/input.ts';
import type { Words } from './words.ts';

const EXTENSIONS = /(\.(pcap|pcapng|cap|dmp|ya?ml|json))?(\.(gz|zst|lz4|xz))?$/i;

/** The name that stands for a path; standard input has none to hide. */
export function fileName(path: string, words: Words): string {
  if (path === STANDARD_INPUT) return path;
  const extension = EXTENSIONS.exec(path)?.[0].toLowerCase() ?? '';
  return `file-${words.tag('file', path)}${extension}`;
}
