/** Opens a page from disk in headless Chromium and reads it. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A browser on this machine; CHROMIUM names another. */
export function browserPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const known = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [process.env.CHROMIUM ?? '', ...known].find((path) => path !== '' && existsSync(path));
}

export interface PageSeen {
  readonly findings: readonly { readonly rule: string; readonly verdict: string; readonly title: string }[];
  /** The texts of the picture. */
  readonly nodes: readonly string[];
  /** What the browser complains of: errors, and anything that it was asked to fetch. */
  readonly faults: readonly string[];
  /** Whether a phone would have to scroll sideways to read the text. */
  readonly widerThanPhone: boolean;
}

export async function findingsOnPage(executablePath: string, path: string): Promise<PageSeen> {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    const faults: string[] = [];
    const url = pathToFileURL(path).href;
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => faults.push(message.text()));
    page.on('request', (request) => {
      if (request.url() !== url) faults.push(request.url());
    });
    await page.goto(url);
    const findings = await page.locator('article').evaluateAll((cards) =>
      cards.map((card) => ({
        rule: card.getAttribute('data-rule') ?? '',
        verdict: card.getAttribute('data-verdict') ?? '',
        title: card.querySelector('h4')?.textContent ?? '',
      })),
    );
    const nodes = await page.locator('svg g title').allTextContents();
    const width = await page.locator('html').evaluate((top) => top.scrollWidth);
    return { findings, nodes, faults, widerThanPhone: width > 390 };
  } finally {
    await browser.close();
  }
}
