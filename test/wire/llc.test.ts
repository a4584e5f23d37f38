import { expect, it } from 'vitest';
import { definition } from '../../src/wire/llc.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { hex } from '../helpers/hex.ts';
import { CUT, cutTo, decodedBy, fieldsOf, nextOf } from './decoded.ts';

const UI = hex`42 42 03`;
const snap = (oui: string, pid: string) => hex`aa aa 03 ${Buffer.from(oui + pid, 'hex')}`;

it('reads every field', () => {
  expect(fieldsOf(definition, UI)).toEqual({ dsap: 0x42, ssap: 0x42, control: 3 });
});

it.each([0, 1, 2])('stops when cut at %i bytes', (length) => {
  expect(cutTo(definition, UI, length)).toEqual(CUT);
});

it.each([3, 7])('stops in a SNAP header cut at %i bytes', (length) => {
  expect(cutTo(definition, snap('000000', '0800'), length)).toEqual(CUT);
});

it.each([
  ['EtherType', '000000', '0800', Protocol.Ipv4],
  ['bridge tunnel', '0000f8', '86dd', Protocol.Ipv6],
  ['bridged Ethernet with FCS', '0080c2', '0001', Protocol.Ethernet],
  ['bridged Ethernet', '0080c2', '0007', Protocol.Ethernet],
  ['PVST+', '00000c', '010b', Protocol.Stp],
  ['CDP', '00000c', '2000', Protocol.None],
])('goes on from SNAP: %s', (_, oui, pid, next) => {
  expect(nextOf(definition, snap(oui, pid))).toBe(next);
});

it('goes on by SAP when the frame carries information', () => {
  expect(nextOf(definition, UI)).toBe(Protocol.Stp);
  expect(nextOf(definition, hex`06 06 03`)).toBe(Protocol.Ipv4);
  expect(nextOf(definition, hex`42 42 bf`)).toBe(Protocol.None);
});

it('skips both control octets of a numbered frame', () => {
  expect(decodedBy(definition, hex`42 42 00 02 ff`).at).toBe(decodedBy(definition, UI).at + 1);
});

it('takes a PID only with its organisation', () => {
  expect(nextOf(definition, snap('0080c2', '0006'))).toBe(Protocol.None);
  expect(nextOf(definition, snap('00000c', '0007'))).toBe(Protocol.None);
  expect(nextOf(definition, snap('0080c3', '0007'))).toBe(Protocol.None);
});
