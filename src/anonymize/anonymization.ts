/** Everything that one run needs to show pseudonyms only: packets before they are counted, and what files and declarations say. */
import type { PacketSource } from '../capture/packet-source.ts';
import type { Declared } from '../declared/declared.ts';
import { packetFor } from '../engine/packet-for.ts';
import type { InputFacts, Observations } from '../tally/observations.ts';
import { AnonymizedSource, OriginalFilter, type PacketFilter } from './anonymized-source.ts';
import { Declarations } from './names/declarations.ts';
import { deviceName } from './names/devices.ts';
import { fileName } from './names/files.ts';
import { Rewriter } from './rewriter.ts';
import { secretOf } from './secret.ts';

/** Stands for an expression that may name addresses: there was one, which detectors must know as well. */
const HIDDEN_FILTER = 'an expression that is not shown';

export class Anonymization {
  readonly rewriter: Rewriter;
  /** Says of a rewritten packet whether it was wanted before; null without a filter. */
  readonly keeps: PacketFilter | null;
  private readonly filter: OriginalFilter | null;

  /** `secret` has SECRET_LENGTH bytes; the filter means the original packets. */
  constructor(secret: Uint8Array, vxlanPorts: readonly number[], filter: PacketFilter | null) {
    this.rewriter = new Rewriter(secretOf(secret), packetFor(vxlanPorts).udpPorts);
    this.filter = filter === null ? null : new OriginalFilter(filter, packetFor(vxlanPorts));
    this.keeps = this.filter?.verdict ?? null;
  }

  /** A capture that holds pseudonyms. */
  source(source: PacketSource): PacketSource {
    return new AnonymizedSource(source, this.rewriter, this.filter);
  }

  /** Observations of rewritten packets, without the names that stand beside them. */
  observations(observations: Observations): Observations {
    const filter = observations.filter === null ? null : HIDDEN_FILTER;
    return { ...observations, filter, inputs: observations.inputs.map((input) => this.input(input)) };
  }

  /** Declarations with the pseudonyms that the packets have. */
  declared(declared: Declared | null): Declared | null {
    const { addresses, words } = this.rewriter;
    return declared && new Declarations(addresses, words).of(declared);
  }

  private input(input: InputFacts): InputFacts {
    const { words } = this.rewriter;
    return {
      ...input,
      path: fileName(input.path, words),
      interfaces: input.interfaces.map((facts) => ({
        ...facts,
        name: facts.name && deviceName(facts.name, words),
        description: null,
        filter: null,
      })),
    };
  }
}
