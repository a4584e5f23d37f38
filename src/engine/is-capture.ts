/** Whether a file counts as a capture where a directory is read. */
import { CaptureError } from '../base/errors.ts';
import { openCapture } from '../capture/open.ts';

/** False for a file that a directory of captures may hold besides them; one that is damaged is a capture. */
export async function isCapture(path: string): Promise<boolean> {
  try {
    (await openCapture(path)).close();
    return true;
  } catch (error) {
    if (!(error instanceof CaptureError)) throw error;
    return error.code !== 'not-a-capture';
  }
}
