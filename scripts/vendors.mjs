/** Makes dist/vendors.bin of the oui-data package: see src/base/vendors.ts for its layout. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** First lines of a registry entry longer than this are cut: they are legal names, and a table column is narrow. */
const MAX_NAME = 40;

export function writeVendors(file) {
  const path = createRequire(import.meta.url).resolve('oui-data');
  const registry = Object.entries(JSON.parse(readFileSync(path, 'utf8'))).filter(([prefix]) => prefix.length === 6);
  registry.sort(([a], [b]) => (a < b ? -1 : 1));
  const names = new Map();
  const numbers = registry.map(([, entry]) => {
    const name = entry.split('\n')[0].trim().slice(0, MAX_NAME);
    if (!names.has(name)) names.set(name, names.size);
    return names.get(name);
  });
  const head = Buffer.alloc(4 + 8 * registry.length);
  head.writeUInt32LE(registry.length, 0);
  for (const [row, [prefix]] of registry.entries()) head.writeUInt32LE(Number.parseInt(prefix, 16), 4 + 4 * row);
  for (const [row, number] of numbers.entries()) head.writeUInt32LE(number, 4 + 4 * (registry.length + row));
  writeFileSync(file, Buffer.concat([head, Buffer.from([...names.keys()].join('\n'))]));
}
