import { expect, it } from 'vitest';
import { MODE_PAGES } from '../../src/cni/handbook.ts';
import { SIGNALS } from '../../src/cni/registry.ts';
import { contents, pageOf } from '../../src/handbook.ts';
import { DETECTORS } from '../../src/incidents/registry.ts';

it('lists every mode, signal and finding once', () => {
  const ids = contents().map(({ kind, id }) => `${kind} ${id}`);
  expect(ids.length).toBe(MODE_PAGES.length + SIGNALS.length + DETECTORS.length);
  expect(new Set(ids).size).toBe(ids.length);
});

it.each(contents())('$kind $id has a page that says something', ({ id }) => {
  const page = pageOf(id);
  expect(page?.paragraphs.length).toBeGreaterThan(1);
  for (const { text } of page?.paragraphs ?? []) expect(text.length).toBeGreaterThan(2);
});

it('falls back from a product to its mode, and knows nothing else', () => {
  expect(pageOf('vxlan/no-such-product')?.id).toBe('vxlan');
  expect(pageOf('no-such-page')).toBeNull();
});

it('tells how Wireshark learns of VXLAN on another port', () => {
  const text = pageOf('vxlan')
    ?.paragraphs.map((paragraph) => paragraph.text)
    .join(' ');
  expect(text).toContain('tshark -d udp.port==8472,vxlan');
});
