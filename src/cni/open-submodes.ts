/**
 * Submodes that the frames leave open. Where nothing but the prior sets a product apart from its kind, naming it would be a guess at market shares: its probability goes to the
 * mode without a submode, which then says "one of these, which cannot be told".
 */
import { HYPOTHESES } from './hypotheses.ts';
import type { Candidate } from './verdict.ts';

/**
 * Decibans of evidence, prior aside, from which a submode is an answer of its own: three to one. Readings worth less are defaults that anybody may change
 * (docs/verdict.md).
 */
const NAMED = 5;

/** The same probabilities, open submodes added to their modes. */
export function withOpenSubmodes(probabilities: ReadonlyMap<string, number>): Map<string, number> {
  const merged = new Map(probabilities);
  for (const [name, probability] of probabilities) {
    const { mode } = HYPOTHESES.get(name)!;
    if (name === mode || !probabilities.has(mode)) continue;
    if (Math.abs(gain(name, probabilities) - gain(mode, probabilities)) >= NAMED) continue;
    merged.set(mode, merged.get(mode)! + probability);
    merged.delete(name);
  }
  return merged;
}

/** Modes whose submodes are products. */
const OF_PRODUCTS = new Set(['native', 'vxlan', 'geneve', 'ipip', 'wireguard', 'gre']);

/** True for a network of some product that has no name. */
export const hasNoName = ({ mode, submode }: Candidate): boolean => submode === null && OF_PRODUCTS.has(mode);

/** Decibans by which the evidence moved an answer; the same constant is in all of them. */
const gain = (name: string, probabilities: ReadonlyMap<string, number>): number =>
  10 * Math.log10(probabilities.get(name)! / HYPOTHESES.get(name)!.prior);
