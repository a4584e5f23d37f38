/** Which parts of the program ran, told by V8 itself: what makes new parts run is worth mutating further. */
import { Session } from 'node:inspector';

/** More than any script has characters. */
const OFFSETS = 2 ** 24;

interface Script {
  url: string;
  functions: { ranges: { startOffset: number; endOffset: number; count: number }[] }[];
}

/** Follows which blocks of code have run, from its making on. */
export class Coverage {
  private readonly session = new Session();
  /** By script, start and end of a block in one number. */
  private readonly seen = new Map<string, Set<number>>();
  blocks = 0;

  constructor() {
    this.session.connect();
    this.ask('Profiler.enable');
    this.ask('Profiler.startPreciseCoverage', { callCount: false, detailed: true });
  }

  /** How many blocks ran that never ran before. */
  news(): number {
    const before = this.blocks;
    const { result } = this.ask('Profiler.takePreciseCoverage') as { result: Script[] };
    for (const script of result) if (!script.url.startsWith('node:')) this.add(script);
    return this.blocks - before;
  }

  private add({ url, functions }: Script): void {
    const seen = this.seen.get(url) ?? new Set<number>();
    this.seen.set(url, seen);
    this.blocks -= seen.size;
    for (const { ranges } of functions) {
      for (const { startOffset, endOffset, count } of ranges)
        if (count > 0) seen.add(startOffset * OFFSETS + endOffset);
    }
    this.blocks += seen.size;
  }

  /** A session in the same thread answers before `post` returns. */
  private ask(method: string, parameters: object = {}): unknown {
    let answer: unknown;
    this.session.post(method, parameters, (error: Error | null, result: unknown) => {
      if (error) throw error;
      answer = result;
    });
    return answer;
  }
}
