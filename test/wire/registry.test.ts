import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Fault from '../../src/wire/fault.ts';
import { inspect } from '../../src/wire/inspect.ts';
import { ETHER_TYPES, IP_PROTOCOLS, LINK_TYPES } from '../../src/wire/next.ts';
import { MAX_LAYERS, type Packet } from '../../src/wire/packet.ts';
import * as Protocol from '../../src/wire/protocol.ts';
import { MAX_PROTOCOLS } from '../../src/wire/protocol-id.ts';
import { DEFINITIONS, decode, definitionOf, protocolName } from '../../src/wire/registry.ts';
import { hex } from '../helpers/hex.ts';
import { decoded, layers, packetOf } from './decoded.ts';

const LINKS = Array.from(LINK_TYPES.keys()).filter((linkType) => LINK_TYPES[linkType] !== Protocol.None);
const IPV4 = hex`4500 0000 0000 0000 4004 0000 0a000001 0a000002`;
const GRE = hex`4500 0000 0000 0000 402f 0000 0a000001 0a000002 0000 0800`;
const MAX_FRAME = 65_536;

/** The unit again and again, up to the longest frame. */
const repeated = (unit: Uint8Array) => new Uint8Array(MAX_FRAME).map((_, i) => unit[i % unit.length]);
const isSound = (packet: Packet, from: Packet): boolean =>
  packet.at >= packet.start && packet.at <= from.end && packet.end <= from.end && packet.count <= MAX_LAYERS;

describe('the list of protocols', () => {
  it('holds every id once, in order', () => {
    const ids = Object.values(Protocol).filter((id) => id !== Protocol.None);
    expect(DEFINITIONS.map((definition) => definition.id)).toEqual(ids.toSorted((a, b) => a - b));
    expect(Math.max(...ids)).toBeLessThan(MAX_PROTOCOLS);
  });

  it('has a name of its own for each', () => {
    expect(new Set(DEFINITIONS.map(({ name }) => name)).size).toBe(DEFINITIONS.length);
    for (const { name, title } of DEFINITIONS)
      expect([name, title !== '']).toEqual([expect.stringMatching(/^[a-z\d-]+$/), true]);
  });

  it('is found by id', () => {
    for (const definition of DEFINITIONS) expect(definitionOf(definition.id)).toBe(definition);
    expect([protocolName(Protocol.VxlanGpe), protocolName(0), protocolName(63)]).toEqual(['vxlan-gpe', 'none', 'none']);
  });

  it('claims no number twice', () => {
    const claims = DEFINITIONS.flatMap(({ carriedBy = {} }) =>
      Object.entries(carriedBy).flatMap(([kind, numbers]) => numbers.map((number: number) => `${kind} ${number}`)),
    );
    expect(new Set(claims).size).toBe(claims.length);
    expect(claims.length).toBeGreaterThan(80);
  });

  it('fills the tables', () => {
    expect([ETHER_TYPES[0x0800], IP_PROTOCOLS[17], LINK_TYPES[276]]).toEqual([
      Protocol.Ipv4,
      Protocol.Udp,
      Protocol.Sll2,
    ]);
  });
});

describe('the walk', () => {
  it('leaves a packet of an unknown link type without layers', () => {
    expect(decoded(hex`45`, 105)).toMatchObject({ count: 0, fault: Fault.None });
    expect(decoded(hex`45`, 70_000)).toMatchObject({ count: 0, fault: Fault.None });
  });

  it('marks packets with a fault as control', () => {
    expect(decoded(hex`ffff`).control).toBe(true);
    expect(decoded(hex`020000000002 020000000001 9000`).control).toBe(false);
  });

  it.each([
    ['IP in IP', repeated(IPV4), 228],
    ['GRE in GRE', repeated(GRE), 228],
    ['VLAN tags', repeated(hex`8100 0064`), 1],
    ['hop-by-hop headers', hex`60000000 ffff 00 40 ${new Uint8Array(32)} ${new Uint8Array(65_000)}`, 229],
  ])('ends nested %s as too deep', (_, bytes, linkType) => {
    const frame = linkType === 1 ? hex`020000000002 020000000001 ${bytes}` : bytes;
    expect(decoded(frame, linkType)).toMatchObject({ count: MAX_LAYERS, fault: Fault.TooDeep });
  });

  it('shows all layers of one that is just not too deep', () => {
    const tags = Array.from({ length: MAX_LAYERS - 1 }, () => '81000064').join('');
    const packet = decoded(hex`020000000002 020000000001 ${Buffer.from(tags, 'hex')} 9000`);
    expect([packet.count, packet.fault, packet.whole]).toEqual([MAX_LAYERS, Fault.None, MAX_LAYERS]);
    expect(layers(packet)).toMatch(/^ethernet(:vlan)+$/);
  });

  it.each(LINKS)('stays inside the packet whatever the bytes of link type %i', (linkType) => {
    const sound = (bytes: Uint8Array, missing: number): boolean => {
      const before = packetOf(bytes);
      return isSound(decoded(bytes, linkType, bytes.length + missing), before);
    };
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(200), sound));
  });

  it.each(DEFINITIONS)('stays inside the packet from any $name on', ({ decode: step }) => {
    const sound = (bytes: Uint8Array): boolean => {
      const packet = packetOf(bytes);
      const before = packetOf(bytes);
      step(packet);
      inspect(packet);
      return isSound(packet, before);
    };
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), sound));
  });

  it('stays inside wherever a deep frame is cut or changed', () => {
    const inner = hex`020000000002 020000000001 8100 0064 0800 ${IPV4.with(9, 6)} 00500050 00000000 00000000 5012 0000 0000 0000 47455420`;
    const frame = hex`020000000002 020000000001 0800 ${IPV4.with(9, 17)} 0000 12b5 0000 0000 08000000 00000100 ${inner}`;
    expect(layers(decoded(frame))).toBe('ethernet:ipv4:udp:vxlan:ethernet:vlan:ipv4:tcp:http');
    const at = fc.nat(frame.length - 1);
    const sound = (where: number, value: number, length: number): boolean => {
      const bytes = frame.with(where, value).slice(0, length);
      return isSound(decoded(bytes), packetOf(bytes));
    };
    fc.assert(fc.property(at, fc.nat(255), at, sound), { numRuns: 1000 });
  });

  it('sees nothing of the bytes around the packet', () => {
    const seen = (bytes: Uint8Array, linkType: number, around: number) => {
      const packet = packetOf(bytes, bytes.length + 9, around);
      decode(packet, linkType);
      return { layers: layers(packet), fault: packet.fault, at: packet.at, control: packet.control };
    };
    const same = (linkType: number, bytes: Uint8Array): void => {
      expect(seen(bytes, linkType, 0x00)).toEqual(seen(bytes, linkType, 0x45));
    };
    fc.assert(fc.property(fc.constantFrom(...LINKS), fc.uint8Array({ maxLength: 60 }), same), { numRuns: 1000 });
  });

  it('forgets the packet before', () => {
    const packet = packetOf(hex`ffff`);
    decode(packet, 1);
    packet.reset(packet.start, packet.end, 2);
    expect(packet).toMatchObject({ fault: Fault.None, count: 0, control: false });
  });
});
