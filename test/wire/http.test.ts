import { expect, it } from 'vitest';
import { definition, firstLine, startsHttp } from '../../src/wire/http.ts';
import { decodedBy, fieldsOf } from './decoded.ts';

const line = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const word = (text: string) => Buffer.from(text, 'latin1').readUInt32BE(0);

it('reads the first line', () => {
  expect(fieldsOf(definition, line('GET /a HTTP/1.1\r\nHost: b\r\n'))).toEqual({ line: 'GET /a HTTP/1.1' });
  expect(fieldsOf(definition, line('HTTP/1.1 503 no\x1b[2J'))).toEqual({ line: 'HTTP/1.1 503 no?[2J' });
});

it('reads no more of it than is kept', () => {
  const long = line(`GET /${'a'.repeat(1000)}`);
  expect(firstLine(new DataView(long.buffer), 0, long.length)).toHaveLength(256);
  expect(firstLine(new DataView(long.buffer), 0, 3)).toBe('GET');
});

it('takes the rest of the packet', () => {
  const packet = decodedBy(definition, line('GET /'));
  expect([packet.at, packet.control]).toEqual([packet.end, true]);
});

it.each(['GET ', 'POST', 'PUT ', 'HEAD', 'HTTP', 'DELE', 'OPTI', 'PATC', 'CONN', 'TRAC'])('begins with %j', (text) => {
  expect(startsHttp(word(text))).toBe(true);
});

it.each(['GETX', 'get ', 'SSH-', '\0\0\0\0'])('does not begin with %j', (text) =>
  expect(startsHttp(word(text))).toBe(false),
);
