import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BOX_WIDTH, layOut, type PlacedPanel } from '../../../../src/report/html/picture/layout.ts';
import { emptyBox, type Panel } from '../../../../src/report/html/picture/model.ts';

const panel = (boxes: number, over: Partial<Panel> = {}): Panel => ({
  title: '',
  medium: '',
  tunnel: null,
  vlan: null,
  stations: null,
  boxes: Array.from({ length: boxes }, (_, i) =>
    emptyBox(
      null,
      Array.from({ length: 1 + (i % 5) }, (_, ip) => `10.0.${i}.${ip}`),
    ),
  ),
  links: [],
  ...over,
});
const overlap = ({ boxes }: PlacedPanel): boolean =>
  boxes.some((a, i) =>
    boxes.some(
      (b, j) => i < j && a.x < b.x + BOX_WIDTH && b.x < a.x + BOX_WIDTH && a.y < b.y + b.height && b.y < a.y + a.height,
    ),
  );

it('keeps boxes apart and within their panels, panels below each other', () => {
  const counts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(counts, (sizes) => {
      const { width, height, panels } = layOut(sizes.map((size) => panel(size)));
      let bottom = 0;
      for (const one of panels) {
        expect(one.y).toBeGreaterThanOrEqual(bottom);
        bottom = one.y + one.height;
        expect(overlap(one)).toBe(false);
        for (const { x, y, height: tall } of one.boxes) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x + BOX_WIDTH).toBeLessThanOrEqual(width);
          expect(y + tall).toBeLessThanOrEqual(bottom);
        }
      }
      expect(bottom).toBe(height);
    }),
  );
});

it('shows twelve stations, those with faults and the busiest, and counts the rest', () => {
  const crowd = panel(30);
  crowd.boxes[29].faults.push({ id: 'duplicate-ip', severity: 'critical' });
  crowd.boxes[28].bytes = 9;
  const [{ boxes, rest }] = layOut([crowd]).panels;
  expect(boxes).toHaveLength(12);
  expect(boxes.slice(-2).map(({ box }) => box)).toEqual([crowd.boxes[28], crowd.boxes[29]]);
  expect(rest).toBe('and 18 more of the listed stations');
  expect(layOut([{ ...crowd, stations: 5000 }]).panels[0].rest).toBe(`${rest}, 5,000 in all`);
});

it('counts addresses and marks beyond those with room', () => {
  const box = emptyBox('52:54:00:00:00:01', ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4', 'x'.repeat(99)]);
  for (const id of ['a', 'b', 'b', 'c']) box.faults.push({ id, severity: 'warning' });
  const [{ boxes }] = layOut([panel(0, { boxes: [box] })]).panels;
  expect(boxes[0].lines.map(({ text }) => text)).toEqual([
    '10.0.0.1',
    '10.0.0.2',
    '10.0.0.3',
    'and 2 addresses more',
    '52:54:00:00:00:01',
    '⚠ a',
    '⚠ b',
    '⚠ 1 more',
  ]);
});

it('draws only lines between boxes that are shown', () => {
  const crowd = panel(14);
  crowd.boxes.slice(0, 12).forEach((box) => {
    box.bytes = 1;
  });
  const link = (i: number, j: number): Panel['links'][number] => ({
    from: crowd.boxes[i],
    to: crowd.boxes[j],
    kind: 'talk',
    label: '',
    bytes: 1,
    flows: 1,
  });
  crowd.links.push(link(0, 1), link(1, 13));
  expect(layOut([crowd]).panels[0].links).toEqual([crowd.links[0]]);
});
