export function writeCountingWorker(file: string): Promise<void>;
