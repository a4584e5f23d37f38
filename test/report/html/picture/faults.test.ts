import { expect, it } from 'vitest';
import type { Analysis, Finding } from '../../../../src/report/analysis.ts';
import { markFaults } from '../../../../src/report/html/picture/faults.ts';
import { emptyBox, type Panel } from '../../../../src/report/html/picture/model.ts';
import { empty, ipvlan } from '../../fixtures.ts';

const MAC = ['52:54:00:00:00:01', '52:54:00:00:00:02'];
const finding = (subject: string, over: Partial<Finding> = {}): Finding => ({
  ...ipvlan.findings[0],
  subject,
  ...over,
});

function marked(findings: Finding[], over: Partial<Analysis['endpoints']> = {}): Panel {
  const boxes = [emptyBox(MAC[0], ['10.0.0.1', 'fd00::1']), emptyBox(MAC[1], ['10.0.0.2', '10.0.0.1'])];
  const panel: Panel = { title: '', medium: '', tunnel: null, vlan: null, stations: null, boxes, links: [] };
  markFaults([panel], { ...empty, findings, endpoints: { ...empty.endpoints, ...over } });
  return panel;
}
const faultsOf = ({ boxes }: Panel): number[] => boxes.map(({ faults }) => faults.length);

it.each([
  ['10.0.0.2', [0, 1]],
  ['10.0.0.1', [1, 1]],
  ['10.0.0.12', [0, 0]],
  [MAC[0], [1, 0]],
  ['[fd00::1]:80', [1, 0]],
  ['10.0.0.2:8080', [0, 1]],
  ['the capture', [0, 0]],
] as const)('marks the stations of %s', (subject, wanted) =>
  expect(faultsOf(marked([finding(subject)]))).toEqual(wanted),
);

it('joins two stations by a dashed line, but not two that one thing is wrong with', () => {
  expect(marked([finding('10.0.0.2 → fd00::1')]).links).toMatchObject([{ kind: 'fault', label: 'duplicate-ip' }]);
  expect(marked([finding(`${MAC[0]}, ${MAC[1]}`)]).links).toEqual([]);
});

it('shows who is asked for in vain', () => {
  const { boxes } = marked([finding('10.0.0.2 → 10.0.0.9')]);
  expect(boxes[2]).toMatchObject({ ips: ['10.0.0.9'], isMissing: true });
});

it('does not call missing what only is in no segment, or may have been cut from the list', () => {
  const [station] = ipvlan.endpoints.macs;
  const known = { totals: { macs: 1, ips: 0 }, macs: [{ ...station, mac: MAC[1], ips: ['10.0.0.9'] }] };
  expect(marked([finding('10.0.0.2 → 10.0.0.9')], known).boxes[2]).toMatchObject({ mac: MAC[1], isMissing: false });
  const cut = { totals: { macs: 500, ips: 500 } };
  expect(marked([finding('10.0.0.2 → 10.0.0.9')], cut).boxes[2].isMissing).toBe(false);
});

it('marks who is in another network there, without a line between', () => {
  const panel = (ip: string): Panel => ({
    title: '',
    medium: '',
    tunnel: null,
    vlan: null,
    stations: null,
    boxes: [emptyBox(null, [ip])],
    links: [],
  });
  const panels = [panel('10.0.0.1'), panel('10.0.0.2')];
  markFaults(panels, { ...empty, findings: [finding('10.0.0.1 ↔ 10.0.0.2')] });
  expect(panels.map(faultsOf)).toEqual([[1], [1]]);
  expect(panels.map(({ links }) => links)).toEqual([[], []]);
});

it('marks nothing that only informs, and makes few boxes of its own', () => {
  expect(faultsOf(marked([finding('10.0.0.2', { severity: 'info' })]))).toEqual([0, 0]);
  expect(marked(Array.from({ length: 20 }, (_, i) => finding(`10.0.0.2 → 10.9.0.${i}`))).boxes).toHaveLength(6);
});
