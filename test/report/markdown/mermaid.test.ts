import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Drawing } from '../../../src/report/drawing.ts';
import { networkSection } from '../../../src/report/markdown/mermaid.ts';
import { safe } from '../../../src/report/text/safe.ts';
import { parseFlowchart } from '../../helpers/mermaid.ts';
import { HOSTILE } from '../fixtures.ts';

const MAC = '02:00:00:00:00:01';

const drawing = (word: string): Drawing => ({
  nodes: [
    { ip: '10.0.0.1', mac: MAC, name: word, vendor: word, isVtep: true, faults: [word] },
    { ip: '10.0.0.2', mac: MAC, name: null, vendor: word, isVtep: false, faults: [] },
    { ip: word, mac: null, name: null, vendor: null, isVtep: false, faults: [] },
  ],
  edges: [
    { from: 0, to: 1, isTunnel: true, labels: [word] },
    { from: 1, to: 2, isTunnel: false, labels: [word, 'udp', 'icmp', 'sctp'] },
  ],
  edgesLeftOut: 2,
  flows: { listed: 100, total: 5021 },
});

const chart = (word: string): string[] => networkSection(safe(drawing(word), true));

it('writes a flowchart', () => {
  expect(chart('web')).toEqual([
    '',
    '## Network',
    '',
    '```mermaid',
    'flowchart LR',
    `  subgraph s0["${MAC} web"]`,
    '    n0["10.0.0.1<br/>web<br/>tunnel endpoint<br/>! web"]',
    '    n1["10.0.0.2"]',
    '  end',
    '  n2["web"]',
    '  n0 ===|"web"| n1',
    '  n1 ---|"web, udp, icmp #8230;"| n2',
    '  classDef fault stroke:#d1242f,stroke-width:3px',
    '  class n0 fault',
    '```',
    '',
    '2 more pairs of addresses that talk.',
    '',
    'Lines are those of the 100 largest of 5,021 flows.',
  ]);
  expect(networkSection(null)).toEqual([]);
});

it.each([
  'end',
  '1. list',
  '- list',
  '"];',
  '`md`',
  '#35;',
  '%%{init: {}}%%',
  'click n0 "javascript:x"',
  '```',
  HOSTILE,
])('keeps %j a label', async (word) => {
  const lines = chart(word);
  expect(lines.filter((line) => line.startsWith('```'))).toEqual(['```mermaid', '```']);
  const { labels, edges } = await parseFlowchart(lines.slice(4, -5).join('\n'));
  expect(labels).toHaveLength(3);
  expect(labels[0]).toMatch(/^10\.0\.0\.1<br\/>/);
  expect(edges).toBe(2);
});

it('comes out of the parser as it went in, whatever the strings', async () => {
  const active = fc.string({ unit: fc.constantFrom(...'"#;&<>[](){}|`%-=~.: \n\\1a'), minLength: 1, maxLength: 10 });
  const word = fc.oneof(active, fc.string({ unit: 'binary', minLength: 1, maxLength: 10 }));
  const same = async (text: string): Promise<void> => {
    const { labels, edges } = await parseFlowchart(chart(text).slice(4, -5).join('\n'));
    const shown = safe(text, true);
    expect([edges, labels[1]]).toEqual([2, '10.0.0.2']);
    expect(labels[0].trimEnd()).toBe(`10.0.0.1<br/>${shown}<br/>tunnel endpoint<br/>! ${shown}`.trimEnd());
  };
  await fc.assert(
    fc.asyncProperty(
      word.filter((text) => text.trim() !== ''),
      same,
    ),
    { numRuns: 200 },
  );
});

it('refuses what is no flowchart, so that the checks above can fail', async () => {
  await expect(parseFlowchart('flowchart LR\n n0["open')).rejects.toThrow();
});
