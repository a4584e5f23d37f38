/** All captures of the lab, where they are at hand: every labelled incident is found, and healthy scenarios raise no alarm. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findingsOfFile, labFolder } from './findings.ts';

interface Label {
  file: string;
  incidents: { type: string }[];
}

const folder = labFolder();
const scenarios =
  folder === null ? [] : readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

const labelsOf = (scenario: string): Label[] =>
  readdirSync(join(folder!, scenario))
    .filter((file) => file.endsWith('.label.json'))
    .map((file) => JSON.parse(readFileSync(join(folder!, scenario, file), 'utf8')) as Label);

it.skipIf(folder === null)('has the captures of the lab beside it', () => expect(scenarios.length).toBeGreaterThan(50));

it.each(scenarios.map(({ name }) => name))('%s', async (scenario) => {
  const labels = labelsOf(scenario);
  const healthy = labels.every(({ incidents }) => incidents.length === 0);
  for (const { file, incidents } of labels) {
    const findings = await findingsOfFile(join(folder!, scenario, file));
    const ids = findings.map(({ id }) => id);
    expect(
      incidents.map(({ type }) => type).filter((type) => !ids.includes(type)),
      file,
    ).toEqual([]);
    const alarms = findings.filter(({ severity }) => severity === 'error' || severity === 'critical');
    if (healthy)
      expect(
        alarms.map(({ id }) => id),
        file,
      ).toEqual([]);
  }
});
