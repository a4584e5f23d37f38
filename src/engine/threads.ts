/** How many threads a run uses: small captures one, as a second takes longer to begin than they to be read. */
import type { PacketSource } from '../capture/packet-source.ts';
import { CountingThread, countingScript, defaultThreads } from './counting-thread.ts';
import type { Reading } from './reading.ts';

/** Packets after which a second thread is begun unless told otherwise: a tenth of a second, a few times what it takes to begin. */
const WORTH_A_THREAD = 250_000;

export class Threads {
  private readonly reading: Reading;
  /** Null when the number was left to this class. */
  private readonly asked: number | null;
  private counting: CountingThread | null = null;
  /** Threads that had part in the result. */
  used = 1;

  constructor(reading: Reading, asked: number | undefined) {
    this.reading = reading;
    this.asked = asked ?? null;
  }

  /** Begins the threads that were asked for. */
  async begin(): Promise<void> {
    if (this.asked === null || this.asked < 2) return;
    this.add();
    await this.counting?.begun();
  }

  /** Takes in what the source has in its buffer; false when events come first and some is left. */
  takeFrom(source: PacketSource): boolean {
    const { reading } = this;
    if (this.pays()) this.add();
    const { counting } = this;
    if (counting === null) return reading.takeFrom(source);
    if (!counting.isCounting) this.lend(counting);
    if (counting.isCounting) source.readAhead?.();
    const whole = reading.takeFrom(source, () => counting.hasRoom());
    counting.call();
    return whole;
  }

  /** Brings the result together in this thread. */
  async gather(): Promise<void> {
    await this.counting?.takeBack();
  }

  end(): void {
    this.counting?.end();
  }

  private pays(): boolean {
    if (this.asked !== null || this.counting !== null || this.reading.packets < WORTH_A_THREAD) return false;
    return defaultThreads() > 1;
  }

  private add(): void {
    const script = countingScript();
    if (script !== null) this.counting = new CountingThread(this.reading.tallies.flows, script);
  }

  private lend(counting: CountingThread): void {
    counting.lend();
    if (counting.isCounting) this.used = 2;
  }
}
