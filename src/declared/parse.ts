/** Files of declarations, each read on its own, then held against each other. */
import { UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import { isAttachment, readAttachment } from './attachments.ts';
import { contradictions } from './contradictions.ts';
import { type DeclarationFile, type Declared, type DeclaredNetwork, fullName, type Problem } from './declared.ts';
import { type DeclarationDocument, readDocuments } from './documents.ts';
import { isPod, readPod } from './pods.ts';
import { mappingAt, textAt } from './tree.ts';

/** Problems listed; a file that is wrong throughout is mended from the top. */
export const MAX_PROBLEMS = 200;
/** A large cluster has some hundred; each is held against all pods and against every other. */
export const MAX_ATTACHMENTS = 4096;

/** Reads NetworkAttachmentDefinitions, CNI configurations and pods, in any mixture. Throws `UsageError` for a file that is neither YAML nor JSON. */
export async function parseDeclarations(files: readonly DeclarationFile[]): Promise<Declared> {
  const declared: Declared = { attachments: [], pods: [], problems: [] };
  for (const file of files) {
    const { documents, problems } = await readDocuments(file);
    const known = declared.attachments.length;
    for (const document of documents) add(declared, document);
    pushSome(declared, attributed(problems, declared.attachments.slice(known)));
    if (documents.length === 0 && file.text.trim() === '')
      throw new UsageError(`${printable(file.path)}:1:1: is empty`);
  }
  for (const problem of contradictions(declared)) {
    if (declared.problems.length >= MAX_PROBLEMS) break;
    declared.problems.push(problem);
  }
  return declared;
}

function add(declared: Declared, document: DeclarationDocument): void {
  if (isAttachment(document)) {
    if (declared.attachments.length >= MAX_ATTACHMENTS)
      throw new UsageError(
        `${printable(document.file)}: more than ${MAX_ATTACHMENTS} NetworkAttachmentDefinitions and CNI configurations; give those of the networks in the capture`,
      );
    const { network, problems } = readAttachment(document);
    declared.attachments.push(network);
    pushSome(declared, problems);
  } else if (isPod(document)) {
    const { pod, problems } = readPod(document);
    declared.pods.push(pod);
    pushSome(declared, problems);
  } else pushSome(declared, [notUsed(document)]);
}

/** What is wrong with a file is wrong with the attachment that begins last before it. */
const attributed = (problems: readonly Problem[], attachments: readonly DeclaredNetwork[]): Problem[] =>
  problems.map((problem) => {
    const owner = attachments.findLast(({ line }) => line <= problem.line) ?? attachments[0];
    return owner === undefined ? problem : { ...problem, attachment: fullName(owner) };
  });

function pushSome({ problems }: Declared, more: readonly Problem[]): void {
  problems.push(...more.slice(0, MAX_PROBLEMS - problems.length));
}

function notUsed({ file, lines, root }: DeclarationDocument): Problem {
  const kind = printable(textAt(root, 'kind') ?? 'object without kind', 60);
  const name = textAt(mappingAt(root, 'metadata'), 'name');
  const what = name === null ? kind : `${kind} ${printable(name, 60)}`;
  return {
    file,
    line: lines.start(root),
    message: `${what} was not used: it is no NetworkAttachmentDefinition, CNI configuration or pod`,
    attachment: null,
  };
}
