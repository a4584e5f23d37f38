/** A smaller capture that fails for the same cause: records are left out, then bytes, in ever smaller runs. */
import { type Case, runCase } from './case.ts';
import { causeOf } from './findings.ts';
import { putTogether, takeApart } from './mutations/pieces.ts';

/** Tries for one case; each is a whole check. */
const MOST_TRIES = 120;

/** Answers the case itself when nothing can be left out. */
export async function minimised(failing: Case, cause: string, scratch: string): Promise<Case> {
  if (failing.kind !== 'capture') return failing;
  let tries = MOST_TRIES;
  const fails = async (bytes: Uint8Array): Promise<boolean> => {
    if (tries-- <= 0) return false;
    try {
      await runCase({ ...failing, bytes }, scratch);
      return false;
    } catch (error) {
      return causeOf(error) === cause;
    }
  };
  const fewer = await withoutRecords(failing.bytes, fails);
  const bytes = await withoutRuns([...fewer], (kept) => fails(Uint8Array.from(kept)));
  return { ...failing, bytes: Uint8Array.from(bytes) };
}

async function withoutRecords(bytes: Uint8Array, fails: (bytes: Uint8Array) => Promise<boolean>): Promise<Uint8Array> {
  const pieces = takeApart(bytes);
  if (pieces === null) return bytes;
  const records = await withoutRuns(pieces.records, (kept) => fails(putTogether({ ...pieces, records: kept })));
  return putTogether({ ...pieces, records });
}

/** The items that are needed, near enough: halves, quarters … are left out as long as that still fails. */
async function withoutRuns<Item>(items: Item[], fails: (kept: Item[]) => Promise<boolean>): Promise<Item[]> {
  let kept = items;
  for (let run = Math.ceil(items.length / 2); run >= 1; run = run > 1 ? Math.ceil(run / 2) : 0) {
    for (let at = 0; at < kept.length; ) {
      const without = kept.toSpliced(at, run);
      if (await fails(without)) kept = without;
      else at += run;
    }
  }
  return kept;
}
