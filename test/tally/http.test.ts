import { expect, it } from 'vitest';
import { HttpTally } from '../../src/tally/http.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { Feed, layersOf, neverThrows } from './feed.ts';
import { ascii, ethernet, ipv4, join, tcp } from './frames.ts';

const offerTo = (tally: HttpTally) => layersOf((packet, at) => tally.add(packet, at), Protocol.Http);
const segment = (payload: Uint8Array): Uint8Array =>
  ethernet(
    '02:00:00:00:00:0a',
    0x0800,
    ipv4({ from: '10.0.0.1', to: '10.0.0.2', protocol: 6 }, tcp(40000, 80, payload)),
  );

function seen(...lines: string[]): HttpTally {
  const tally = new HttpTally();
  const feed = new Feed(offerTo(tally));
  lines.forEach((line, i) => void feed.frame(segment(ascii(line)), i + 1));
  return tally;
}

it('counts methods and paths, most frequent first', () => {
  const tally = seen(
    'POST /a HTTP/1.1\r\n',
    'GET /b HTTP/1.1\r\nHost: x\r\n',
    'GET /b HTTP/1.1\r\n',
    'GET /a HTTP/1.1\r\n',
  );
  expect(tally.list()).toMatchObject([
    { method: 'GET', path: '/b', seen: { count: 2, first: 2e9, last: 3e9, firstFrame: 2, lastFrame: 3 } },
    { method: 'POST', path: '/a', seen: { count: 1 } },
    { method: 'GET', path: '/a', seen: { count: 1 } },
  ]);
  expect(tally.statuses.size).toBe(0);
});

it('counts status codes', () => {
  const tally = seen('HTTP/1.1 503 Service Unavailable\r\n', 'HTTP/1.0 200 OK\r\n', 'HTTP/1.1 503 again\r\n');
  expect([...tally.statuses]).toMatchObject([
    [503, { count: 2, first: 1e9, last: 3e9 }],
    [200, { count: 1 }],
  ]);
  expect(tally.list()).toEqual([]);
});

it('keeps 80 characters of a path, and nothing of its query', () => {
  const tally = seen(
    'GET /login?token=secret HTTP/1.1\r\n',
    `GET /${'x'.repeat(200)} HTTP/1.1\r\n`,
    'GET /\x1b[2J HTTP/1.1\r\n',
  );
  expect(tally.list().map(({ path }) => path)).toEqual(['/login', `/${'x'.repeat(79)}`, '/']);
});

it('takes no line that is neither request nor status', () => {
  const tally = seen('HTTP/2 not this one\r\n', 'GET \r\n');
  expect([tally.list().length, tally.statuses.size]).toEqual([0, 0]);
});

it('leaves further requests out when the table is full', () => {
  const tally = seen(...Array.from({ length: 4100 }, (_, i) => `GET /${i} HTTP/1.1\r\n`), 'GET /0 HTTP/1.1\r\n');
  expect([tally.list().length, tally.refused, tally.list()[0].seen.count]).toEqual([4096, 4, 2]);
});

it('never throws, whatever the line', () => {
  const tally = new HttpTally();
  for (const start of ['GET ', 'HTTP']) neverThrows(offerTo(tally), (tail) => segment(join(ascii(start), tail)));
});
