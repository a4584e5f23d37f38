/** Makes dist/vendors.bin of the oui-data package: see src/base/vendors.ts for its layout. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** First lines of a registry entry longer than this are cut: they are legal names, and a table column is narrow. */
const MAX_NAME = 40;

export function writeVendors(file) {
  const path = createRequire(import.meta.url).resolve('oui-data');
  const registry = Object.entries(JSON.parse(readFileSync(path, 'utf8'))).filter(([prefix]) => prefix.length === 6);
  registry.sort(([a], [b]) => (a < b ? -1 : 1));
  const starts = new Map();
  let end = 0;
  const places = registry.map(([, entry]) => {
    const line = `${entry.split('\n')[0].trim().slice(0, MAX_NAME)}\n`;
    if (!starts.has(line)) {
      starts.set(line, end);
      end += Buffer.byteLength(line);
    }
    return starts.get(line);
  });
  const head = Buffer.alloc(4 + 8 * registry.length);
  head.writeUInt32LE(registry.length, 0);
  for (const [row, [prefix]] of registry.entries()) head.writeUInt32LE(Number.parseInt(prefix, 16), 4 + 4 * row);
  for (const [row, place] of places.entries()) head.writeUInt32LE(place, 4 + 4 * (registry.length + row));
  writeFileSync(file, Buffer.concat([head, Buffer.from([...starts.keys()].join(''))]));
}
