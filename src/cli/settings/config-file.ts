/** The file of options: YAML, its keys the long names of options, by themselves or under the command they are for. */
import { readFileSync, statSync } from 'node:fs';
import type { Document, Pair, Scalar } from 'yaml';
import { UsageError } from '../../base/errors.ts';
import { printable } from '../../base/printable.ts';
import { tooDeepAt } from '../../declared/yaml-depth.ts';

/** All options with long comments take a tenth of this. */
const MAX_BYTES = 65_536;

/** One key, its texts as they would stand on the command line, and `FILE:LINE`. */
export interface Setting {
  key: string;
  texts: readonly string[];
  where: string;
}

/** A file as it stands; whether there are such options is for others to say. */
export interface ConfigFile {
  settings: Setting[];
  /** By command. */
  sections: Map<string, { where: string; settings: Setting[] }>;
}

/** Where this user's file would be; null when the environment names no place. */
export function userConfigPath({ XDG_CONFIG_HOME, APPDATA, HOME }: NodeJS.ProcessEnv): string | null {
  if (XDG_CONFIG_HOME?.startsWith('/')) return `${XDG_CONFIG_HOME}/netsight/config.yaml`;
  if (process.platform === 'win32') return APPDATA ? `${APPDATA}/netsight/config.yaml` : null;
  return HOME?.startsWith('/') ? `${HOME}/.config/netsight/config.yaml` : null;
}

/** Reads a file; null when there is none and it was not asked for. Throws `UsageError`. */
export async function readConfigFile(path: string, askedFor: boolean): Promise<ConfigFile | null> {
  const text = textOf(path, askedFor);
  return text === null ? null : new Reader(path, await import('yaml'), text).read();
}

function textOf(path: string, askedFor: boolean): string | null {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) throw new Error('it is no file');
    if (stats.size > MAX_BYTES) throw new Error(`larger than ${MAX_BYTES / 1024} KiB`);
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!askedFor && (code === 'ENOENT' || code === 'ENOTDIR')) return null;
    throw new UsageError(`cannot read the options in ${printable(path)}: ${printable(message)}`);
  }
}

class Reader {
  private readonly path: string;
  private readonly text: string;
  private readonly library: typeof import('yaml');

  /** A CommonJS package: once bundled, its names are found under `default` only. */
  constructor(path: string, { default: library }: { default: typeof import('yaml') }, text: string) {
    this.path = path;
    this.text = text;
    this.library = library;
  }

  read(): ConfigFile {
    const file: ConfigFile = { settings: [], sections: new Map() };
    for (const pair of this.pairs(this.document().contents, 0)) {
      const { key, where } = this.keyOf(pair);
      if (this.library.isMap(pair.value))
        file.sections.set(key, { where, settings: pair.value.items.map((entry) => this.setting(entry)) });
      else file.settings.push(this.setting(pair));
    }
    return file;
  }

  private document(): Document {
    const deep = tooDeepAt(this.text);
    if (deep >= 0) throw this.error(deep, 'nested too deep for options');
    const document = this.library.parseDocument(this.text, { logLevel: 'silent', prettyErrors: false });
    const [fault] = document.errors;
    if (fault !== undefined) throw this.error(fault.pos[0], printable(fault.message.split('\n')[0]));
    return document;
  }

  private pairs(node: unknown, offset: number): Pair[] {
    if (node === null) return [];
    if (this.library.isMap(node)) return node.items;
    throw this.error(offset, 'options are written as name: value, one a line');
  }

  private setting(pair: Pair): Setting {
    const { key, where } = this.keyOf(pair);
    const nodes = this.library.isSeq(pair.value) ? pair.value.items : [pair.value];
    return { key, where, texts: nodes.map((node) => this.textOf(node, key, where)) };
  }

  private keyOf({ key }: Pair): { key: string; where: string } {
    const { isScalar } = this.library;
    return isScalar(key) ? { key: String(key.value), where: this.where(key) } : { key: '', where: this.path };
  }

  private textOf(node: unknown, key: string, where: string): string {
    const value = this.library.isScalar(node) ? node.value : undefined;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
    throw new UsageError(`${where}: ${printable(key)} wants a value, or a list of them`);
  }

  private where(node: Scalar): string {
    return `${printable(this.path)}:${this.lineOf(node.range?.[0] ?? 0)}`;
  }

  private lineOf(offset: number): number {
    return this.text.slice(0, offset).split('\n').length;
  }

  private error(offset: number, message: string): UsageError {
    return new UsageError(`${printable(this.path)}:${this.lineOf(offset)}: ${message}`);
  }
}
