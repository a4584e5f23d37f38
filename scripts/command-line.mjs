/**
 * Bundles the command line: the launcher (netsight.js), what every run needs (program.js), and what few do (later.js). The last two are scripts whose value is a
 * function, so that the launcher can start them with cached code (docs/decisions/0015-command-line-comfort.md).
 */
import { createHash } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { COMMON } from './bundling.mjs';

const MAIN = 'src/cli/main.ts';
/** Loaded on demand, but by so many runs that they belong to the first script. */
const WANTED_OFTEN = [
  // Every table on a terminal asks it.
  'node_modules/supports-hyperlinks/index.js',
  'src/capture/pipe-source.ts',
  'src/cli/settings/settings.ts',
  'src/engine/counting-thread.ts',
  'src/report/json.ts',
  'src/report/table.ts',
];
/** What the launcher gives the first script to find pieces of the other; no name in the code may be the same. */
const LATER = 'pieceOfLater$';

/** commander loads child_process for subcommands that are programs of their own; there are none, and it is 5 ms of every start. */
const withoutChildProcess = {
  name: 'without-child-process',
  setup(bundler) {
    bundler.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('node_modules/commander/') ? { path: 'child_process', namespace: 'nothing' } : undefined,
    );
    bundler.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {}' }));
  },
};

/** The launcher reads scripts as Latin-1. The bundler escapes all but the text of tagged templates, whose functions here never look at the raw form. */
const asciiOnly = (text) =>
  text.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Writes the three files and package.json into `folder`. */
export async function writeCommandLine(folder, version) {
  const options = { ...COMMON, write: false, outdir: folder };
  const pieces = await split(options, version);
  const first = reachable(pieces, [MAIN, ...WANTED_OFTEN]);
  const program = await script(options, firstScript(pieces, first));
  const later = await script(options, laterScript(pieces, first));
  writeFileSync(`${folder}/program.js`, program);
  writeFileSync(`${folder}/later.js`, later);
  const digest = createHash('sha1').update(program).update(later).digest('hex');
  await build({
    ...COMMON,
    entryPoints: { netsight: 'src/cli/launch.ts' },
    outdir: folder,
    format: 'cjs',
    define: { NETSIGHT_BUILD: JSON.stringify(digest.slice(0, 12)) },
  });
  writeFileSync(`${folder}/package.json`, '{ "type": "commonjs" }\n');
  chmodSync(`${folder}/netsight.js`, 0o755);
}

/** The bundler's pieces by file name: `text`, `exports`, `imports` of other pieces ({ name, late }), and `source` of those that begin with a module of ours. */
async function split(options, version) {
  const { metafile, outputFiles } = await build({
    ...options,
    entryPoints: [MAIN],
    format: 'esm',
    splitting: true,
    metafile: true,
    plugins: [withoutChildProcess],
    define: { NETSIGHT_VERSION: JSON.stringify(version), 'import.meta.url': 'programUrl' },
  });
  const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const pieces = new Map();
  for (const [path, output] of Object.entries(metafile.outputs)) {
    const imports = output.imports.filter(({ external }) => !external);
    pieces.set(basename(path), {
      text: texts.get(basename(path)),
      exports: output.exports,
      source: output.entryPoint,
      imports: imports.map((one) => ({ name: basename(one.path), late: one.kind === 'dynamic-import' })),
    });
  }
  return pieces;
}

/** Names of the pieces that begin with these modules, and of all that they cannot do without. */
function reachable(pieces, sources) {
  const names = [...pieces.keys()].filter((name) => sources.includes(pieces.get(name).source));
  const found = new Set(names);
  for (const name of found) for (const piece of pieces.get(name).imports) if (!piece.late) found.add(piece.name);
  return found;
}

/** The program, and `share`, which gives the other script what it uses of this one. */
function firstScript(pieces, first) {
  const names = new Set(laterImports(pieces, first).filter((name) => first.has(name)));
  const shared = [...names].map((name, i) => ({ name, alias: `piece${i}`, exports: pieces.get(name).exports }));
  const imports = shared.flatMap(({ name, alias, exports }) =>
    exports.map((one) => `import { ${one} as ${alias}_${one} } from './${name}';`),
  );
  const values = shared.map(
    ({ name, alias, exports }) => `'${name}': { ${exports.map((one) => `${one}: ${alias}_${one}`).join(', ')} }`,
  );
  const main = [...pieces.keys()].find((name) => pieces.get(name).source === MAIN);
  const entry = `import './${main}';\n${imports.join('\n')}\nexport const share = () => ({ ${values.join(', ')} });`;
  return { entry, load: (name) => withLater(pieces.get(name), first) };
}

/** What `first` lacks, piece by piece. */
function laterScript(pieces, first) {
  const names = [...pieces.keys()].filter((name) => !first.has(name));
  const entry = `export const pieces = { ${names.map((name) => `'${name}': () => import('./${name}')`).join(', ')} };`;
  return { entry, load: (name) => (first.has(name) ? given(name, pieces.get(name)) : pieces.get(name).text) };
}

const laterImports = (pieces, first) =>
  [...pieces.keys()].filter((name) => !first.has(name)).flatMap((name) => pieces.get(name).imports.map((i) => i.name));

/** A piece of the first script asks the launcher for those of the other. */
const withLater = ({ text, imports }, first) =>
  imports
    .filter(({ name, late }) => late && !first.has(name))
    .reduce((all, { name }) => all.replaceAll(`import("./${name}")`, `${LATER}("${name}")`), text);

/** A piece of the first script as the other sees it. */
const given = (name, { exports }) => exports.map((one) => `export const ${one} = shared['${name}'].${one};`).join('\n');

/** One script of an entry and pieces. A script that is compiled by hand cannot import(): what is loaded on demand is in it, or Node's own, or the launcher's to find. */
async function script(options, { entry, load }) {
  const fromPieces = {
    name: 'from-pieces',
    setup(bundler) {
      bundler.onResolve({ filter: /^\.\// }, ({ path }) => ({ path: basename(path), namespace: 'piece' }));
      bundler.onLoad({ filter: /.*/, namespace: 'piece' }, ({ path }) => ({ contents: load(path) }));
    },
  };
  const { outputFiles } = await build({
    ...options,
    stdin: { contents: entry },
    format: 'cjs',
    plugins: [fromPieces],
    supported: { 'dynamic-import': false },
    banner: {
      js: `(function (require, module, __dirname, __filename, ${LATER}, shared) { const { exports } = module, programUrl = require('node:url').pathToFileURL(__filename).href;`,
    },
    footer: { js: '})' },
  });
  return asciiOnly(outputFiles[0].text);
}
