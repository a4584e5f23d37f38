export function writeKernel(file: string): Promise<void>;
