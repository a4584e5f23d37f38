/** `netsight inspect`: packets header by header, to check by eye. */
import type { Command } from 'commander';
import { printable } from '../base/printable.ts';
import { type Inspected, type InspectedPacket, inspectCapture } from '../engine/inspect.ts';
import { counted } from '../report/quantities.ts';
import { warnAboutDamage } from './damage.ts';
import { exitCodeOf } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { addPacketOptions, addQuietOption, type ReadingFlags, wholeNumber } from './options.ts';
import { writeStandardOutput } from './output.ts';

const DEFAULT_COUNT = 10;

interface InspectFlags extends Pick<ReadingFlags, 'filter' | 'portVxlan' | 'quiet'> {
  count: number;
  frame?: number;
}

/** Adds the command. */
export function addInspect(root: Command): void {
  const command = root
    .command('inspect')
    .description('packets decoded header by header')
    .argument('<capture>', 'a pcap or pcapng file, or - for standard input')
    .option('-n, --count <count>', 'packets to show', wholeNumber('--count', 1), DEFAULT_COUNT)
    .option('--frame <number>', 'begin at this frame, counted from 1 as Wireshark does', wholeNumber('--frame', 1));
  addQuietOption(addPacketOptions(command)).action(runInspect);
}

async function runInspect(capture: string, flags: InspectFlags): Promise<void> {
  const { count, frame = 1, filter, portVxlan = [] } = flags;
  const { signal } = interruption();
  let read: Inspected = { path: capture, damage: [], frames: 0, ended: false };
  const packets = inspectCapture(capture, {
    first: frame,
    count,
    ...(filter !== undefined && { filter }),
    vxlanPorts: portVxlan,
    signal,
    onEnd: (all) => {
      read = all;
    },
  });
  for await (const packet of packets) await writeStandardOutput(lines(packet));
  if (!flags.quiet) {
    warnAboutDamage([read]);
    if (read.ended && read.frames < frame) tellMissing(read, frame);
  }
  process.exitCode = exitCodeOf({ findings: [], inputs: [read] }, signal.aborted, null);
}

function tellMissing({ path, frames }: Inspected, frame: number): void {
  process.stderr.write(`netsight: ${printable(path)} has ${counted(frames, 'frame')}; there is no frame ${frame}\n`);
}

function* lines({
  frame,
  time,
  captured,
  original,
  interfaceName,
  layers,
  fault,
  hex,
}: InspectedPacket): Generator<string> {
  const where = interfaceName === null ? '' : `  ${printable(interfaceName)}`;
  const size = captured === original ? `${original} bytes` : `${captured} of ${original} bytes`;
  yield `frame ${frame}  ${time ?? 'no time stamp'}  ${size}${where}\n`;
  for (const { protocol, offset, fields } of layers) {
    const values = Object.entries(fields).map(([name, value]) => `${name} ${printable(String(value))}`);
    yield `  ${String(offset).padStart(4)}  ${protocol.padEnd(10)} ${values.join('  ')}\n`;
  }
  if (fault !== null) yield `        ${fault.protocol} is ${fault.kind}: nothing behind it was decoded\n`;
  yield `        ${hex}\n`;
}
