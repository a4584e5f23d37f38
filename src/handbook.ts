/** The offline handbook: one page for every mode, signal and finding, in the words of the files that implement them. */
import { MODE_PAGES, modePage } from './cni/handbook.ts';
import { SIGNALS } from './cni/registry.ts';
import { DETECTORS } from './incidents/registry.ts';

/** A page as paragraphs, headed by what it is about. */
export interface Page {
  id: string;
  /** What kind of thing the id names. */
  kind: 'mode' | 'signal' | 'finding';
  title: string;
  paragraphs: { heading: string; text: string }[];
}

/** Ids of all pages by kind, as the contents list them. */
export const contents = (): { kind: Page['kind']; id: string; title: string }[] => [
  ...MODE_PAGES.map(({ id, title }) => ({ kind: 'mode' as const, id, title })),
  ...DETECTORS.map(({ id, title }) => ({ kind: 'finding' as const, id, title })),
  ...SIGNALS.map(({ id, title }) => ({ kind: 'signal' as const, id, title })),
];

/** The page of an id; null for an unknown one. */
export function pageOf(id: string): Page | null {
  return modeText(id) ?? findingText(id) ?? signalText(id);
}

function modeText(id: string): Page | null {
  const page = modePage(id);
  if (page === null) return null;
  const paragraphs = [
    { heading: 'What it is', text: page.what },
    { heading: 'How frames show it', text: page.shows },
    { heading: 'What it is confused with', text: page.confused },
    { heading: 'What settles it', text: page.settle },
  ];
  return { id: page.id, kind: 'mode', title: page.title, paragraphs };
}

function findingText(id: string): Page | null {
  const detector = DETECTORS.find((entry) => entry.id === id);
  if (detector === undefined) return null;
  const causes = detector.explains ?? [];
  const paragraphs = [
    { heading: 'What it means', text: detector.explain },
    ...(causes.length > 0 ? [{ heading: 'What it causes', text: causes.join(', ') }] : []),
    { heading: 'Source', text: detector.reference },
  ];
  return { id, kind: 'finding', title: detector.title, paragraphs };
}

function signalText(id: string): Page | null {
  const signal = SIGNALS.find((entry) => entry.id === id);
  if (signal === undefined) return null;
  const paragraphs = [
    { heading: 'What it means', text: signal.explain },
    { heading: 'Source', text: signal.reference },
  ];
  return { id, kind: 'signal', title: signal.title, paragraphs };
}
