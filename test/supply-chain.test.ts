/** What stands in package.json and package-lock.json decides what others run. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Locked {
  version: string;
  integrity?: string;
  resolved?: string;
  dev?: boolean;
  optional?: boolean;
  hasInstallScript?: boolean;
  license?: string;
}

const REGISTRY = 'https://registry.npmjs.org/';
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const packages = Object.entries<Locked>(lock.packages).filter(([path]) => path !== '');
const atRunTime = packages.filter(([, { dev }]) => !dev);

it('locks what package.json asks for', () => {
  expect(lock.packages[''].dependencies).toEqual(manifest.dependencies);
  expect(lock.packages[''].devDependencies).toEqual(manifest.devDependencies);
  expect(packages.length).toBeGreaterThan(100);
});

it('holds every package to its hash, and takes none from elsewhere than the registry', () => {
  const loose = packages.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'));
  // npm writes no hash of tools for platforms other than the one where the file was made.
  expect(loose.filter(([, { dev, optional }]) => !(dev && optional))).toEqual([]);
  const elsewhere = packages.filter(([, { resolved }]) => resolved && !resolved.startsWith(REGISTRY));
  expect(elsewhere).toEqual([]);
});

it('runs no script when it is installed', () => {
  expect(Object.keys(manifest.scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([]);
  expect(atRunTime.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
});

it('has only permissive licences at run time', () => {
  const others = atRunTime.filter(
    ([, { license }]) => !/^(MIT|ISC|BSD-[23]-Clause|Apache-2\.0|0BSD)$/.test(license ?? ''),
  );
  expect(others).toEqual([]);
});
