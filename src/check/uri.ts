/** File names as readers of reports in CI want them. */

/** A relative or absolute URI reference for a path (RFC 3986): slashes, and everything else escaped that could mean something. */
export function fileUri(path: string): string {
  if (path === '-') return 'stdin';
  const unix = path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
  const escaped = unix
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  if (/^[A-Za-z]:\//.test(unix)) return `file:///${unix.slice(0, 2)}${escaped.slice(escaped.indexOf('/'))}`;
  return unix.startsWith('/') ? `file://${escaped}` : escaped;
}
