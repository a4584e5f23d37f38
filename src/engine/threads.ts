/** How many threads a run uses: small captures one, as a second takes longer to begin than they to be read. */
import type { PacketSource } from '../capture/packet-source.ts';
import type { CountingThread } from './counting-thread.ts';
import type { Reading } from './reading.ts';

/** Packets after which a second thread is begun unless told otherwise: a tenth of a second, a few times what it takes to begin. */
const WORTH_A_THREAD = 250_000;

export class Threads {
  private readonly reading: Reading;
  /** Null when the number was left to this class. */
  private readonly asked: number | null;
  private counting: CountingThread | null = null;
  private begun = false;
  private ended = false;
  /** Threads that had part in the result. */
  used = 1;

  constructor(reading: Reading, asked: number | undefined) {
    this.reading = reading;
    this.asked = asked ?? null;
  }

  /** Begins the threads that were asked for. It need not be waited for. */
  async begin(): Promise<void> {
    if (this.asked === null || this.asked < 2) return;
    await this.add();
    await this.counting?.begun();
  }

  /** Takes in what the source has in its buffer; false when events come first and some is left. */
  takeFrom(source: PacketSource): boolean {
    const { reading, counting } = this;
    if (this.asked === null && !this.begun && reading.packets >= WORTH_A_THREAD) void this.add();
    if (counting === null) return reading.takeFrom(source);
    if (!counting.isCounting) this.lend(counting);
    const whole = reading.takeFrom(source, () => counting.hasRoom());
    counting.call();
    return whole;
  }

  /** Brings the result together in this thread. */
  async gather(): Promise<void> {
    await this.counting?.takeBack();
  }

  end(): void {
    this.ended = true;
    this.counting?.end();
  }

  /** Begins a second thread where there is a program for it, and, unless asked for, a core; loaded only then, as small captures do without. */
  private async add(): Promise<void> {
    this.begun = true;
    try {
      const { CountingThread, countingScript, defaultThreads } = await import('./counting-thread.ts');
      const script = (this.asked ?? defaultThreads()) > 1 ? countingScript() : null;
      if (script !== null && !this.ended) this.counting = new CountingThread(this.reading.tallies.flows, script);
    } catch {
      // The system has no room for a thread: one does it all.
    }
  }

  private lend(counting: CountingThread): void {
    counting.lend();
    if (counting.isCounting) this.used = 2;
  }
}
