/** Mermaid's own parser. Its sanitizer needs a document; without one it is replaced by the identity, so that what is checked is the grammar. */
import purify from 'dompurify';
import mermaid from 'mermaid';

Object.assign(purify, { addHook: () => {}, sanitize: (text: string) => text });

/** What a flowchart holds once it is parsed. */
export interface Parsed {
  labels: string[];
  edges: number;
}

/** Labels of the nodes as a reader sees them, and the number of edges; throws what Mermaid finds wrong. */
export async function parseFlowchart(text: string): Promise<Parsed> {
  await mermaid.parse(text);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  const { getVertices, getEdges } = db as unknown as {
    getVertices: () => Map<string, { text: string }>;
    getEdges: () => unknown[];
  };
  const labels = Array.from(getVertices.call(db).values(), (vertex) => decoded(vertex.text));
  return { labels, edges: getEdges.call(db).length };
}

/** Mermaid's entities while it works: ﬂ°°35¶ß is #35; */
const decoded = (text: string): string =>
  text.replace(/ﬂ°°(\d+)¶ß/g, (_, code: string) => String.fromCodePoint(Number(code)));
