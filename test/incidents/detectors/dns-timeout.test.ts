import { describe, expect, it } from 'vitest';
import { concat } from '../../helpers/capture-builder.ts';
import { ethernet, ipv4, MAC_A, MAC_B, u16, udp } from '../../helpers/frames.ts';
import type { Sighting } from '../../helpers/observe.ts';
import { findingsOf, idsOf, theOne } from '../findings.ts';

const CLIENT = '10.0.0.33';
const SERVER = '10.96.0.10';
const A = 1;
const AAAA = 28;

const message = (id: number, type: number, flags: number): Uint8Array =>
  concat([u16(id), u16(flags), u16(1), new Uint8Array(6), Uint8Array.of(3, 0x73, 0x76, 0x63, 0), u16(type), u16(1)]);
const asked = (at: number, id: number, type = A): Sighting => ({
  at,
  bytes: ethernet(ipv4({ from: CLIENT, to: SERVER }, udp({ from: 40_000, to: 53 }, message(id, type, 0x0100)))),
});
const answered = (at: number, id: number, type = A): Sighting => ({
  at,
  bytes: ethernet(ipv4({ from: SERVER, to: CLIENT }, udp({ from: 53, to: 40_000 }, message(id, type, 0x8180))), {
    from: MAC_B,
    to: MAC_A,
  }),
});
/** A question that is lost, sent again after five seconds and answered. */
const lost = (at: number, id: number): Sighting[] => [asked(at, id), asked(at + 5, id), answered(at + 5.001, id)];
/** Two questions from one port, of which the second is lost; both are put again. */
const race = (at: number, id: number): Sighting[] => [
  asked(at, id),
  asked(at + 0.0003, id + 1, AAAA),
  answered(at + 0.001, id),
  asked(at + 5, id),
  answered(at + 5.001, id),
  asked(at + 5.0012, id + 1, AAAA),
  answered(at + 5.002, id + 1, AAAA),
];

describe('questions that hang and are answered at last', () => {
  it('are a warning from the second on, with their first sendings', () => {
    const finding = theOne(findingsOf([...lost(0, 1), ...lost(20, 2)]), 'dns-timeout');
    expect(finding).toMatchObject({ severity: 'warning', subject: `${CLIENT} → ${SERVER}`, count: 2 });
    expect(finding.summary).toBe(`${SERVER} took 5 s or more to answer 2 of the questions of ${CLIENT}: svc.`);
    expect(finding.evidence[0].frames).toEqual([1, 4]);
    expect(finding.displayFilter).toContain('!dns.response_in) || dns.time >= 5)');
    expect(idsOf(lost(0, 1))).toEqual([]);
  });

  it('are found where A and AAAA race', () => {
    const finding = theOne(findingsOf([...race(0, 1), ...race(20, 3)]), 'dns-timeout');
    expect(finding).toMatchObject({ severity: 'warning', count: 2 });
    expect(finding.evidence[0].frames).toEqual([2, 9]);
  });

  it('count beside questions that nobody answers', () => {
    const never = [asked(40, 3), asked(45, 3), asked(60, 4), answered(60.001, 4)];
    const finding = theOne(findingsOf([...lost(0, 1), ...never]), 'dns-timeout');
    expect(finding).toMatchObject({ severity: 'warning', count: 2 });
    expect(finding.evidence).toContainEqual(expect.objectContaining({ fact: 'of them answered at last', value: 1 }));
  });

  it('are none when the answer comes within five seconds', () => {
    const soon = [0, 20, 40].flatMap((at) => [asked(at, at), asked(at + 2, at), answered(at + 2.001, at)]);
    expect(idsOf(soon)).toEqual([]);
  });
});

it('is an error when two questions are never answered, and shows them without those that are', () => {
  const never = [0, 20].map((at) => asked(at, at + 1));
  const finding = theOne(findingsOf([...never, asked(40, 50), answered(40.001, 50)]), 'dns-timeout');
  expect(finding).toMatchObject({ severity: 'error', count: 2 });
  expect(finding.displayFilter).toBe(
    `ip.addr == ${CLIENT} && ip.addr == ${SERVER} && dns.flags.response == 0 && !dns.response_in`,
  );
});
