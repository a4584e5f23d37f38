/** What a check found wrong. Its first line tells faults of one cause from others, so numbers that change with the input belong on the next. */
export class Fault extends Error {
  override readonly name = 'Fault';
}

/** Throws unless the promise of a check holds. */
export function expectThat(holds: boolean, fault: string, detail: () => unknown = () => ''): asserts holds {
  if (!holds) throw new Fault(`${fault}\n${String(detail())}`);
}
