/** The few kinds of value the report is made of; every one carries its description, and with it its unit. */
import { type TSchema, Type } from 'typebox';

/** A string that says what it holds. */
export const text = (description: string) => Type.String({ description });
/** A whole number from zero up. */
export const count = (description: string) => Type.Integer({ minimum: 0, description });
/** Any number, such as a weight that may be negative. */
export const amount = (description: string) => Type.Number({ description });
/** A ratio or probability from 0 to 1. */
export const ratio = (description: string) => Type.Number({ minimum: 0, maximum: 1, description });
/** True or false. */
export const flag = (description: string) => Type.Boolean({ description });
/** A point in time: RFC 3339, UTC, nine digits of a second. */
export const time = (description: string) =>
  Type.String({
    pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{9}Z$',
    description: `${description} (RFC 3339, nanoseconds)`,
  });
/** A hardware address: lower case, colons. */
export const mac = (description: string) =>
  Type.String({ pattern: '^[0-9a-f]{2}(:[0-9a-f]{2}){5}$', description: `${description} (lower case, colons)` });
/** Numbers of frames as Wireshark counts them. */
export const frames = (description: string) =>
  Type.Array(Type.Integer({ minimum: 1 }), { description: `${description} (from 1, per input, as Wireshark counts)` });
/** Several strings. */
export const texts = (description: string) => Type.Array(Type.String(), { description });
/** What somebody calls an address: pod, interface or node. */
export const name = () =>
  Type.Union([Type.String(), Type.Null()], {
    description: 'pod and interface, or node, as declared by --pods; null when nobody declares it',
  });
/** Several counters. */
export const counts = (description: string) => Type.Array(Type.Integer({ minimum: 0 }), { description });
/** One of a fixed set of words. */
export const oneOf = <Words extends string[]>(words: readonly [...Words], description: string) =>
  Type.Enum(words, { description });
/** A value, or null for the reason the description gives. */
export const orNull = <Kind extends TSchema>(kind: Kind, description: string) =>
  Type.Union([kind, Type.Null()], { description });
