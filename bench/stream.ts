/** Writes the capture of the `stdin` benchmark to standard output. */
import { STREAM, writeCapture } from './captures.ts';

const STANDARD_OUTPUT = 1;

writeCapture(STREAM, STANDARD_OUTPUT);
