import { expect, it } from 'vitest';
import { planEvidence } from '../../src/evidence/plan.ts';
import { DETECTORS } from '../../src/incidents/registry.ts';
import { fact, finding, reportOf } from './findings.ts';

const plan = (...findings: ReturnType<typeof finding>[]) => planEvidence(reportOf(['a.pcap', 'b.pcap'], findings));

it('names each file for its finding: the same in every run, two of them never alike', () => {
  const evidence = [fact('claims', [1])];
  const { files } = plan(
    finding({ evidence }),
    finding({ evidence, id: 'mac-flapping' }),
    finding({ evidence }),
    finding({ evidence, fingerprint: '../é/F' }),
    finding({ evidence }),
  );
  expect(files.map(({ name }) => name)).toEqual([
    'duplicate-ip-00112233aabbccdd.pcapng',
    'mac-flapping-00112233aabbccdd.pcapng',
    'duplicate-ip-00112233aabbccdd-2.pcapng',
    'duplicate-ip------f.pcapng',
    'duplicate-ip-00112233aabbccdd-3.pcapng',
  ]);
});

it('has a name for every detector that needs no change', () => {
  for (const { id } of DETECTORS) {
    const { files } = plan(finding({ id, evidence: [fact('claims', [1])] }));
    expect(files[0].name).toBe(`${id}-00112233aabbccdd.pcapng`);
  }
});

it('wants each frame once, in file order, with all it shows for each finding', () => {
  const one = finding({
    evidence: [fact('late', [9, 20]), fact('early', [2, 9]), fact('elsewhere', [4], 1), fact('nothing', [])],
  });
  const other = finding({ id: 'arp-storm', evidence: [fact('storm', [20, 1])] });
  const { files, inputs } = plan(one, other);
  const shown = inputs.map(({ path, frames }) => [
    path,
    frames.map(({ frame, uses }) => [
      frame,
      ...[...uses].map(([file, facts]) => [file.finding.id, ...facts.map((each) => each.fact)]),
    ]),
  ]);
  expect(shown).toEqual([
    [
      'a.pcap',
      [
        [1, ['arp-storm', 'storm']],
        [2, ['duplicate-ip', 'early']],
        [9, ['duplicate-ip', 'late', 'early']],
        [20, ['duplicate-ip', 'late'], ['arp-storm', 'storm']],
      ],
    ],
    ['b.pcap', [[4, ['duplicate-ip', 'elsewhere']]]],
  ]);
  expect(files.map(({ frames }) => frames)).toEqual([4, 2]);
});

it('has no file for a finding without frames', () => {
  const { files, withoutFrames } = plan(finding({ id: 'capture-truncated', evidence: [fact('cut', [])] }), finding());
  expect(files).toEqual([]);
  expect(withoutFrames.map(({ id }) => id)).toEqual(['capture-truncated', 'duplicate-ip']);
});
