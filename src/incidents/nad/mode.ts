/** The plugin that was declared against the mode that the frames show. */

import { written } from '../../cni/hypotheses.ts';
import type { Candidate } from '../../cni/verdict.ts';
import { fullName } from '../../declared/declared.ts';
import { sumOf } from '../group-by.ts';
import { percent } from '../wording.ts';
import { declaredAt, framesOf, type Mismatch, readAgain } from './mismatch.ts';
import type { AttachmentSighting } from './sightings.ts';

/** Less sure verdicts contradict nobody. */
const SURE = 0.8;
/** The declared mode must be this unlikely; more is doubt, and doubt belongs into the verdict. */
const EXCLUDED = 0.05;
/** Verdicts that say that nothing of a pod network is to be seen: every attachment can look like that from afar. */
const SILENT = ['none', 'unknown'];

/** That the addresses seen are those of the network, and not equal ones of another. */
const RIGHT_NETWORK = 0.95;
/** How packets travel between nodes, whatever attached the pods: bridge and ptp pods are behind each of them, the others had to be tunnelled by somebody else. */
const TRANSPORTS = ['vxlan', 'geneve', 'ipip', 'wireguard', 'gre', 'native'];
const BEHIND_TRANSPORTS = ['bridge', 'ptp'];
/** A data centre may well tunnel the frames of a macvlan network. */
const SURE_OF_TRANSPORT = 0.7;

/** What contradicts the declaration, and how surely. */
interface Contradiction {
  observed: string;
  confidence: number;
  severity: 'error' | 'warning';
}

/** One finding when a segment that is surely of another mode holds the network's addresses. */
export function checkMode(sighting: AttachmentSighting): Mismatch[] {
  const { network, segment } = sighting;
  if (segment === null || network.mode === null || SILENT.includes(segment.verdict.mode)) return [];
  const declared = { mode: network.mode, submode: network.submode };
  const contradiction =
    segment.verdict.mode === declared.mode
      ? otherSubmode(declared, segment.verdict)
      : otherMode(declared.mode, segment.verdict);
  return contradiction === null ? [] : [mismatch(sighting, written(declared), contradiction)];
}

type Judged = NonNullable<AttachmentSighting['segment']>['verdict'];

function otherMode(declared: string, verdict: Judged): Contradiction | null {
  const isTransport = TRANSPORTS.includes(verdict.mode);
  if (isTransport && BEHIND_TRANSPORTS.includes(declared)) return null;
  const seen = shareOf(verdict, ({ mode }) => mode === verdict.mode);
  const meant = shareOf(verdict, ({ mode }) => mode === declared);
  if (seen < SURE || meant > EXCLUDED) return null;
  const confidence = Math.min(seen, 1 - meant);
  if (isTransport) return { observed: verdict.mode, confidence: confidence * SURE_OF_TRANSPORT, severity: 'warning' };
  return { observed: verdict.mode, confidence, severity: 'error' };
}

/** Submodes are told apart by less: only a verdict that stands apart contradicts. */
function otherSubmode(declared: { mode: string; submode: string | null }, verdict: Judged): Contradiction | null {
  const { submode, identifiable, confidence } = verdict;
  if (declared.submode === null || submode === null || submode === declared.submode) return null;
  const meant = shareOf(verdict, (candidate) => written(candidate) === written(declared));
  if (!identifiable || confidence < SURE || meant > EXCLUDED) return null;
  return { observed: written(verdict), confidence, severity: 'warning' };
}

const shareOf = ({ candidates }: Judged, isMeant: (candidate: Candidate) => boolean): number =>
  sumOf(candidates.filter(isMeant), ({ probability }) => probability);

function mismatch(
  { network, segment, voices }: AttachmentSighting,
  declared: string,
  contradiction: Contradiction,
): Mismatch {
  const { observed, confidence, severity } = contradiction;
  const [strongest] = segment!.verdict.evidence;
  return {
    network: fullName(network),
    aspect: 'mode',
    severity,
    summary: `${fullName(network)} is declared as ${declared}, but the frames with its addresses are ${observed} (${percent(confidence)}).`,
    confidence: confidence * RIGHT_NETWORK,
    evidence: [
      declaredAt(network, declared),
      { fact: 'observed', value: observed, frames: framesOf(voices) },
      ...(strongest === undefined
        ? []
        : [{ fact: strongest.signal, value: strongest.statement, frames: strongest.frames }]),
    ],
    alternatives: [
      'the addresses are also those of another network in this capture',
      'the capture is older than the declaration, or the pods are: an edited attachment changes new pods only',
    ],
    next: {
      where: 'the cluster',
      command: readAgain(network),
      why: 'shows what is in force now; restart a pod of the network to have it applied',
    },
    voices,
  };
}
