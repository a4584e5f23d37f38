/** Captures that are read until somebody says stop: a pipe may stay silent for ever. */
import type { Opened } from '../capture/input.ts';
import { openCapture } from '../capture/open.ts';
import type { PacketSource } from '../capture/packet-source.ts';

/** The capture; null when the run was told to stop before its header had arrived. */
export async function opened(
  path: Opened,
  signal: AbortSignal | undefined,
  memory?: Uint8Array,
): Promise<PacketSource | null> {
  try {
    return await openCapture(path, { ...(memory && { memory }), ...(signal && { signal }) });
  } catch (error) {
    if (signal?.aborted) return null;
    throw error;
  }
}

/** What `fill` answers, or false as soon as the run is told to stop. */
export function filled(source: PacketSource, signal: AbortSignal | undefined): boolean | Promise<boolean> {
  const more = source.fill();
  if (typeof more === 'boolean' || signal === undefined) return more;
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(false);
    signal.addEventListener('abort', stop, { once: true });
    more.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
