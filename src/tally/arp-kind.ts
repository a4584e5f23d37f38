/** Kinds of ARP messages that are counted for each place and each chain (arp-counts.ts); import as `Kind`. */

export const Requests = 0;
export const Replies = 1;
export const Gratuitous = 2;
export const Probes = 3;
export const Frames = 4;
