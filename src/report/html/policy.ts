/** The content security policy of the page: its own style and script by their hashes, and nothing else (CSP Level 3 §2.3.1). */
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

/** No request leaves the page; `data:` is for the empty icon that keeps browsers from asking for one. */
export const contentSecurityPolicy = async (): Promise<string> =>
  [
    "default-src 'none'",
    `style-src ${await hashOf(STYLE)}`,
    `script-src ${await hashOf(SCRIPT)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`;
}
