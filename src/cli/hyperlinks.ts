/** Addresses of files, for links on terminals that know them. */
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AddressOf } from '../report/format.ts';
import { statsOf } from './stats-of.ts';
import { type ColorChoice, look, useColor } from './terminal.ts';

/** Longest address that terminals take: VTE's and iTerm2's bound. */
const MAX_ADDRESS = 2083;

/** How text for people is to look, with links on standard output. */
export async function lookWithLinks(
  color: ColorChoice,
  file: string | null,
): Promise<ReturnType<typeof look> & { addressOf?: AddressOf }> {
  const plain = look(color, file);
  return file === null ? { ...plain, addressOf: await addressesFor(process.stdout, color) } : plain;
}

/** Addresses for text on a stream: none unless it is a terminal that knows links, or FORCE_HYPERLINK says so. */
export async function addressesFor(stream: { isTTY?: boolean }, color: ColorChoice): Promise<AddressOf> {
  return (await showsLinks(stream, color)) ? addressOf : () => null;
}

/** Links are marks: who wants no colours gets none. The package, which knows the terminals, is loaded only where there may be one. */
async function showsLinks(stream: { isTTY?: boolean }, color: ColorChoice): Promise<boolean> {
  const mayShow = process.env.FORCE_HYPERLINK ? color !== 'never' : stream.isTTY === true && useColor(color, true);
  if (!mayShow) return false;
  const { createSupportsHyperlinks } = await import('supports-hyperlinks');
  return createSupportsHyperlinks(stream);
}

/** The name of this machine is in it: a terminal may show the screen of another one, where the path means nothing. */
function addressOf(path: string): string | null {
  if (path === '-' || statsOf(path) === null) return null;
  const url = pathToFileURL(resolve(path));
  // On Windows the name would be that of a file server.
  if (process.platform !== 'win32') url.hostname = hostname();
  // Allowed in an address, but it separates the parts of the sequence.
  const address = url.href.replaceAll(';', '%3B');
  return address.length > MAX_ADDRESS ? null : address;
}
