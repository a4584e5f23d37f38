import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shellWord } from '../../src/incidents/shell.ts';

it('leaves plain names alone', () => {
  expect(shellWord('kubernetes.default.svc')).toBe('kubernetes.default.svc');
  expect(shellWord('/tmp/a.pcap')).toBe('/tmp/a.pcap');
});

it('quotes what a shell would run, and keeps options from being one', () => {
  expect(shellWord('$(reboot)')).toBe("'$(reboot)'");
  expect(shellWord("a'; reboot; '")).toBe("'a'\\''; reboot; '\\'''");
  expect(shellWord('-rf')).toBe('./-rf');
});

it('is one word that means the text, for a real shell', () => {
  const means = (text: string): boolean =>
    execFileSync('sh', ['-c', `printf %s ${shellWord(`x${text}`)}`], { encoding: 'utf8' }) === `x${text}`;
  const printable = fc.string({ maxLength: 20, unit: fc.constantFrom(...'ab $`\'"\\;|&<>()*?!#~{}\t-') });
  fc.assert(fc.property(printable, means), { numRuns: 30 });
});
