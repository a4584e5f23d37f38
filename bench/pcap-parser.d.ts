/** The two events that the yardstick needs; the package brings no types. */
declare module 'pcap-parser' {
  export function parse(file: string): {
    on(event: 'packet' | 'end', listener: () => void): void;
    on(event: 'error', listener: (error: Error) => void): void;
  };
}
