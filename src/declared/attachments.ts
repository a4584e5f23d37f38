/** NetworkAttachmentDefinitions (k8s.cni.cncf.io/v1) and bare CNI configurations. */
import { fileName } from '../base/file-name.ts';
import { printable } from '../base/printable.ts';
import { type CniConfig, isCniConfig, readCniConfig, UNREADABLE } from './cni-config.ts';
import { type DeclaredNetwork, fullName, type Problem } from './declared.ts';
import type { DeclarationDocument } from './documents.ts';
import { parseLenientJson } from './lenient-json.ts';
import { asMapping, mappingAt, textAt, type Value } from './tree.ts';

const NAD_KIND = 'NetworkAttachmentDefinition';

/** True for objects that declare a network. */
export const isAttachment = ({ root }: DeclarationDocument): boolean => root.kind === NAD_KIND || isCniConfig(root);

/** The network that an object declares, and what is wrong with it. */
export const readAttachment = (document: DeclarationDocument): { network: DeclaredNetwork; problems: Problem[] } =>
  document.root.kind === NAD_KIND ? readNad(document) : readBare(document);

function readBare({ file, lines, root }: DeclarationDocument): { network: DeclaredNetwork; problems: Problem[] } {
  const { complaints, ...config } = readCniConfig(root);
  const place = { file, line: lines.start(root) };
  const name = textAt(root, 'name') ?? fileName(file);
  const problems = complaints.map((message) => ({ ...place, message, attachment: name }));
  return { network: { ...config, ...place, namespace: null, name }, problems };
}

function readNad({ file, lines, root }: DeclarationDocument): { network: DeclaredNetwork; problems: Problem[] } {
  const metadata = mappingAt(root, 'metadata');
  const name = textAt(metadata, 'name') ?? '(unnamed)';
  const namespace = textAt(metadata, 'namespace');
  const spec = mappingAt(root, 'spec');
  const configLine = lines.of(spec, 'config');
  const { config, told } = readConfig(spec.config, configLine);
  const { complaints, ...network } = config;
  const attachment = fullName({ namespace, name });
  const all = [...told, ...complaints.map((message) => ({ line: configLine, message }))];
  return {
    network: { ...network, namespace, name, file, line: lines.start(root) },
    problems: all.map(({ line, message }) => ({ file, line, message, attachment })),
  };
}

interface Told {
  line: number;
  message: string;
}

/** Without `config` Multus takes the one of that name from the node's disk: nothing is known, nothing is wrong. */
function readConfig(value: Value | undefined, line: number): { config: CniConfig; told: Told[] } {
  if (value === undefined || value === null || value === '') return { config: UNREADABLE, told: [] };
  if (typeof value === 'string') return readConfigText(value, line);
  const mapping = asMapping(value);
  const told = [{ line, message: 'spec.config must be a text that holds JSON; the API server refuses this' }];
  return { config: mapping === null ? UNREADABLE : readCniConfig(mapping), told };
}

function readConfigText(text: string, line: number): { config: CniConfig; told: Told[] } {
  const { values, complaints, error } = parseLenientJson(text, undefined, line);
  const told: Told[] = complaints.map(inConfig);
  const mapping = asMapping(values[0]);
  if (error !== null) told.push(inConfig(error));
  else if (mapping === null)
    told.push({ line, message: `spec.config holds '${printable(text, 40)}' instead of a JSON object` });
  return { config: mapping === null ? UNREADABLE : readCniConfig(mapping), told };
}

const inConfig = ({ line, message }: Told): Told => ({ line, message: `spec.config: ${message}` });
