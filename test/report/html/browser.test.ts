/** The page in a real browser: it fetches nothing, breaks no policy, is accessible in both themes, fits a telephone, and its tables sort by keyboard. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Analysis } from '../../../src/report/analysis.ts';
import { declared, empty, everything, hostile } from '../fixtures.ts';
import { page as html } from './page.ts';

/** Debian's package. */
const CHROMIUM = '/usr/bin/chromium';
const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(
    ' ',
  );
/** The narrowest telephone in use. */
const TELEPHONE = { width: 360, height: 740 };

const sample = (name: string): Analysis => ({
  tool: { name: 'netsight', version: '0.0.0' },
  ...JSON.parse(readFileSync(`samples/${name}.json`, 'utf8')),
});
const pages: readonly [string, Analysis][] = [
  ['everything', everything],
  ['declared', declared],
  ['empty', empty],
  ['hostile', hostile],
  ['broadcast-storm-pod', sample('broadcast-storm-pod')],
  ['missing-route-router-any', sample('missing-route-router-any')],
  ['calico-ipip-multi', sample('calico-ipip-multi')],
];

if (!existsSync(CHROMIUM)) console.warn(`${CHROMIUM} is not here: the HTML report is not tried in a browser`);

describe.skipIf(!existsSync(CHROMIUM))('in Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'netsight-html-'));
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    for (const [name, analysis] of pages) writeFileSync(join(folder, `${name}.html`), html(analysis));
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const opened = async (name: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const page = await (await browser.newContext(options)).newPage();
    await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
    return page;
  };

  it.each(pages.map(([name]) => name))('%s: no error, no dialog, no request beside the file', async (name) => {
    const page = await (await browser.newContext()).newPage();
    const seen: string[] = [];
    page.on('console', (message) => seen.push(message.text()));
    page.on('pageerror', (error) => seen.push(error.message));
    page.on('dialog', (dialog) => seen.push(dialog.message()));
    page.on('request', (request) => seen.push(request.url()));
    const url = pathToFileURL(join(folder, `${name}.html`)).href;
    await page.goto(url, { waitUntil: 'networkidle' });
    expect(seen.filter((entry) => entry !== 'data:,')).toEqual([url]);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.locator('img, iframe, object, form, a:not([href^="#"])').count()).toBe(0);
    await page.context().close();
  });

  it.each(pages.flatMap(([name]) => (['light', 'dark'] as const).map((theme) => [name, theme] as const)))(
    '%s is accessible in the %s theme',
    async (name, theme) => {
      const page = await opened(name, { colorScheme: theme, bypassCSP: true });
      await page.evaluate(axe.source);
      const violations = await page.evaluate(async () => {
        const { violations: found } = await (globalThis as unknown as AxeWindow).axe.run();
        return found.flatMap(({ id, nodes }) => nodes.map(({ html: markup }) => `${id}: ${markup.slice(0, 200)}`));
      });
      expect(violations).toEqual([]);
      await page.context().close();
    },
  );

  it.each(pages.map(([name]) => name))('%s fits a telephone', async (name) => {
    const page = await opened(name, { viewport: TELEPHONE });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(TELEPHONE.width);
    await page.context().close();
  });

  it('sorts a table by keyboard, and says so', async () => {
    const page = await opened('missing-route-router-any');
    const table = page.locator('section[aria-label^="Addresses"] table');
    const head = table.locator('th', { hasText: 'Packets sent' });
    const column = async (): Promise<number[]> =>
      (await table.locator('tbody td:nth-child(3)').allInnerTexts()).map((text) => Number(text.replaceAll(',', '')));
    const before = await column();
    await head.locator('button').focus();
    await page.keyboard.press('Enter');
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    expect(await column()).toEqual(before.toSorted((a, b) => b - a));
    await page.keyboard.press('Space');
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    expect(await column()).toEqual(before.toSorted((a, b) => a - b));
    expect(await table.locator('[aria-sort]').count()).toBe(1);
    await page.context().close();
  });

  it('says the same without scripts', async () => {
    const [scripted, plain] = [await opened('everything'), await opened('everything', { javaScriptEnabled: false })];
    expect(await plain.locator('main').textContent()).toBe(await scripted.locator('main').textContent());
    expect(await plain.locator('th button').count()).toBe(0);
    await Promise.all([scripted.context().close(), plain.context().close()]);
  });

  it('is complete under a policy that forbids even its own style', async () => {
    const page = await (await browser.newContext()).newPage();
    await page.route('http://report.example/', (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        headers: { 'Content-Security-Policy': "sandbox; default-src 'none'" },
        body: html(everything),
      }),
    );
    await page.goto('http://report.example/');
    expect(await page.locator('details[open] summary').first().isVisible()).toBe(true);
    expect(await page.locator('svg.picture text').first().isVisible()).toBe(true);
    const fills = page.locator('svg.picture rect:not([fill="none"]), svg.picture path:not([fill="none"])');
    expect(await fills.count()).toBe(0);
    await page.context().close();
  });
});

interface AxeWindow {
  axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
}
