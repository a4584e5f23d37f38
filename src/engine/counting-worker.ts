/** What the counting thread runs (counting-thread.ts): it counts rows into the flows of a memory that it shares with the thread that writes the rows. */
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { type FlowState, FlowTable } from '../tally/flow-table.ts';
import type { CompiledKernel, KernelMemory } from '../tally/kernel.ts';
import { NO_STRAIGHT_WAY } from '../tally/straight-way.ts';
import { awaitRows, ringOf } from './counting-ring.ts';

export interface CountingData {
  kernel: CompiledKernel;
  memory: KernelMemory;
  /** How many messages were sent here: one word in memory of its own, which is waited on. */
  mail: Int32Array;
}

/** What goes back: that the thread has begun, or the flows. */
export type CountingMessage = { begun: true } | { flows: FlowState; full: boolean };

/** Never returns; the thread ends when it is told to from outside. */
function work(port: MessagePort, { kernel, memory, mail }: CountingData): never {
  const flows = new FlowTable(kernel, NO_STRAIGHT_WAY, memory);
  const ring = ringOf(memory);
  const tell = (message: CountingMessage): void => port.postMessage(message);
  flows.onFull = () => {
    tell({ flows: flows.state(), full: true });
    flows.goOn(nextMessage(port, mail));
  };
  tell({ begun: true });
  for (;;) {
    flows.goOn(nextMessage(port, mail));
    while (awaitRows(ring)) flows.kernel.exports.countPassed();
    flows.kernel.exports.countPassed();
    tell({ flows: flows.state(), full: false });
  }
}

function nextMessage(port: MessagePort, mail: Int32Array): FlowState {
  for (;;) {
    const sent = Atomics.load(mail, 0);
    const received = receiveMessageOnPort(port);
    if (received) return received.message as FlowState;
    Atomics.wait(mail, 0, sent);
  }
}

if (parentPort !== null) work(parentPort, workerData as CountingData);
