/** Ctrl-C and SIGTERM: the first ends the reading and gives the report so far, the second ends the process. */

/** An abort controller that the signals set off. */
export function interruption(): AbortController {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  return controller;
}
