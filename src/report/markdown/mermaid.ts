/** The drawing as a Mermaid flowchart, which GitHub and GitLab draw. */
import type { Drawing, DrawnEdge, DrawnNode } from '../drawing.ts';
import { count, counted } from '../quantities.ts';
import { codeBlock } from './escape.ts';

/** Red in light and dark themes; the fault is in the label as well. */
const FAULT_STYLE = 'classDef fault stroke:#d1242f,stroke-width:3px';
/** Characters of one label; the tables have the rest. */
const MAX_LABEL = 60;
/** Labels of one line. */
const MAX_LABELS = 3;

/** The network section; nothing when there is no drawing. */
export function networkSection(drawing: Drawing | null): string[] {
  if (drawing === null) return [];
  const { nodes, edges, edgesLeftOut, flows } = drawing;
  const faulty = nodes.flatMap(({ faults }, i) => (faults.length ? [`n${i}`] : []));
  const lines = [
    'flowchart LR',
    ...[...new Set(nodes.map(({ mac }) => mac))].flatMap((mac, i) => stationLines(nodes, mac, i)),
    ...edges.map(edgeLine),
    ...(faulty.length ? [`  ${FAULT_STYLE}`, `  class ${faulty.join(',')} fault`] : []),
  ];
  const notes = [
    edgesLeftOut > 0 ? `${counted(edgesLeftOut, 'more pair')} of addresses that talk.` : '',
    flows.listed < flows.total
      ? `Lines are those of the ${count(flows.listed)} largest of ${counted(flows.total, 'flow')}.`
      : '',
  ];
  return ['', '## Network', '', ...codeBlock('mermaid', lines), ...notes.filter(Boolean).flatMap((note) => ['', note])];
}

/** A box for a station, with a box for each of its addresses in it. */
function stationLines(nodes: readonly DrawnNode[], mac: string | null, index: number): string[] {
  const boxes = nodes.flatMap((node, i) => (node.mac === mac ? [`n${i}[${nodeLabel(node)}]`] : []));
  if (mac === null) return boxes.map((box) => `  ${box}`);
  const vendor = nodes.find((node) => node.mac === mac)?.vendor;
  const title = vendor ? `${mac} ${vendor}` : mac;
  return [`  subgraph s${index}["${escaped(title)}"]`, ...boxes.map((box) => `    ${box}`), '  end'];
}

function nodeLabel({ ip, name, isVtep, faults }: DrawnNode): string {
  const lines = [ip, name, isVtep ? 'tunnel endpoint' : null, ...faults.map((id) => `! ${id}`)];
  return `"${lines
    .filter((line) => line !== null)
    .map(escaped)
    .join('<br/>')}"`;
}

/** Tunnels are thick. */
function edgeLine({ from, to, isTunnel, labels }: DrawnEdge): string {
  const more = labels.length > MAX_LABELS ? ' …' : '';
  const text = escaped(labels.slice(0, MAX_LABELS).join(', ') + more);
  return `  n${from} ${isTunnel ? '===' : '---'}|"${text}"| n${to}`;
}

/** Text of a quoted label: everything but letters, digits and what addresses are made of is a numbered entity, which Mermaid writes `#35;`. What would begin a list as well: labels are Markdown. */
function escaped(text: string): string {
  const cut = text.length > MAX_LABEL ? `${text.slice(0, MAX_LABEL)}…` : text;
  return cut.replace(/[^\p{L}\p{N} .,:/()!-]|^-|^\d+(?=[.)] )/gu, entities);
}

const entities = (text: string): string => Array.from(text, (character) => `#${character.codePointAt(0)};`).join('');
