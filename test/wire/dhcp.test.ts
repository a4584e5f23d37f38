import { expect, it } from 'vitest';
import { DhcpOption, definition, optionAt } from '../../src/wire/dhcp.ts';
import * as Fault from '../../src/wire/fault.ts';
import { hex } from '../helpers/hex.ts';
import { decodedBy, fieldsOf } from './decoded.ts';

const DISCOVER = hex`
  01 01 06 00 3903f326 0000 8000          // request, Ethernet, xid, broadcast
  00000000 00000000 00000000 00000000     // ciaddr, yiaddr, siaddr, giaddr
  0a580a0a0101 ${new Uint8Array(10)}      // chaddr
  ${new Uint8Array(192)}                  // sname, file
  63825363                                // cookie
  00 35 01 01                             // padding, message type 1
  3d 07 01 0a580a0a0101                   // client id
  32 04 0a0a0164                          // requested address
  0c 04 706f641b                          // host name, with an escape character
  ff 36 04 01020304                       // end; what follows is no option
`;
const view = new DataView(DISCOVER.buffer);

it('reads every field', () => {
  expect(fieldsOf(definition, DISCOVER)).toEqual({
    operation: 1,
    xid: 0x3903f326,
    flags: 0x8000,
    clientIp: '0.0.0.0',
    yourIp: '0.0.0.0',
    clientMac: '0a:58:0a:0a:01:01',
    messageType: 1,
    clientId: '010a580a0a0101',
    requestedIp: '10.10.1.100',
    hostName: 'pod?',
  });
});

it('finds options up to the end option, and whole ones only', () => {
  expect(optionAt(view, 0, DISCOVER.length, DhcpOption.ClientId)).toBe(244);
  expect(optionAt(view, 0, DISCOVER.length, DhcpOption.ServerId)).toBe(-1);
  expect(optionAt(view, 0, 252, DhcpOption.ClientId)).toBe(-1);
  expect(optionAt(view, 0, 245, DhcpOption.ClientId)).toBe(-1);
});

it('gives up after many paddings', () => {
  const padded = new Uint8Array(2000).with(1990, DhcpOption.ClientId);
  expect(optionAt(new DataView(padded.buffer), 0, 2000, DhcpOption.ClientId)).toBe(-1);
});

it('enters a message cut by the snap length', () => {
  const packet = decodedBy(definition, DISCOVER.slice(0, 60), DISCOVER.length);
  expect([packet.count, packet.fault, packet.control]).toEqual([1, Fault.None, true]);
});

it.each([
  ['another operation', DISCOVER.with(0, 3)],
  ['a long hardware address', DISCOVER.with(2, 17)],
  ['no cookie', DISCOVER.with(236, 0)],
  ['a short datagram', DISCOVER.subarray(0, 200)],
  ['too little captured', DISCOVER.subarray(0, 43)],
])('is not entered, nor a fault: %s', (_, bytes) => {
  const packet = decodedBy(definition, bytes);
  expect([packet.count, packet.fault, packet.control]).toEqual([0, Fault.None, false]);
});

it('looks at 256 options, and no more', () => {
  const behind = (paddings: number): number => {
    const bytes = hex`${new Uint8Array(240 + paddings)} 3d 01 ff`;
    return optionAt(new DataView(bytes.buffer), 0, bytes.length, DhcpOption.ClientId);
  };
  expect([behind(255), behind(256)]).toEqual([240 + 255, -1]);
});

it('takes an option that ends with the message, and one without data', () => {
  const last = hex`${new Uint8Array(240)} 3d 01 ff`;
  const empty = hex`${new Uint8Array(240)} 3d 00`;
  const find = (bytes: Uint8Array, end: number): number =>
    optionAt(new DataView(bytes.buffer), 0, end, DhcpOption.ClientId);
  expect([find(last, 243), find(last, 242), find(empty, 242), find(empty, 241)]).toEqual([240, -1, 240, -1]);
});

it('has no text for options that are not there, or of another length', () => {
  const bare = fieldsOf(definition, hex`${DISCOVER.subarray(0, 240)} 32 03 0a0a01 35 00 ff`);
  expect(bare).not.toHaveProperty('clientId');
  expect(bare).not.toHaveProperty('hostName');
  expect(bare).not.toHaveProperty('requestedIp');
  expect(bare).toMatchObject({ messageType: 0 });
  expect(fieldsOf(definition, hex`${DISCOVER.subarray(0, 240)} ff`)).toMatchObject({ messageType: 0 });
});

it('tells the addresses apart', () => {
  const bytes = DISCOVER.slice();
  bytes.set([10, 0, 0, 1, 10, 0, 0, 2], 12);
  expect(fieldsOf(definition, bytes)).toMatchObject({ clientIp: '10.0.0.1', yourIp: '10.0.0.2' });
});

it('is judged by as much of it as there is', () => {
  const entered = (captured: number, wireLength: number): boolean =>
    decodedBy(definition, DISCOVER.slice(0, captured), wireLength).count === 1;
  expect([entered(44, 236), entered(43, 300), entered(44, 235)]).toEqual([true, false, false]);
  const without = DISCOVER.with(236, 0);
  expect([239, 240].map((length) => decodedBy(definition, without.slice(0, length), 300).count)).toEqual([1, 0]);
  expect([2, 16, 17].map((length) => decodedBy(definition, DISCOVER.with(0, 2).with(2, length)).count)).toEqual([
    1, 1, 0,
  ]);
});

it('numbers options as RFC 2132 does', () =>
  expect(DhcpOption).toEqual({ HostName: 12, RequestedAddress: 50, MessageType: 53, ServerId: 54, ClientId: 61 }));

it('finds nothing behind the end option', () => {
  const ended = hex`${new Uint8Array(240)} ff 00 3d 01 00`;
  expect(optionAt(new DataView(ended.buffer), 0, ended.length, DhcpOption.ClientId)).toBe(-1);
});
