/** Another reader's eye: tshark finds nothing malformed in a copy that was not so before, and the same state of every checksum. Skipped without it. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { copyOf } from './copies.ts';

const SAMPLES = [
  'flannel-vxlan-uplink.pcap',
  'ovn-geneve-uplink.pcap',
  'calico-ipip-multi.pcapng',
  'vlan-qinq-uplink.pcap',
  'bridge-pod.pcap',
];
const FIELDS = ['ip', 'tcp', 'udp', 'icmp', 'icmpv6', 'igmp'].map((name) => `${name}.checksum.status`);
const FLAGS = ['ip', 'tcp', 'udp'].flatMap((name) => ['-o', `${name}.check_checksum:TRUE`]);
/** Installed or not, and nothing of ours. */
const TSHARK = 'tshark';
const isThere = spawnSync(TSHARK, ['-v']).status === 0;
if (!isThere) console.warn('tshark is not installed: copies are not read by it');

/** A line for each packet: number, times, lengths, states of checksums, and whether something is malformed. */
function seen(path: string): string {
  const fields = ['frame.number', 'frame.time_epoch', 'frame.len', 'frame.cap_len', ...FIELDS, '_ws.malformed'];
  const { stdout, status } = spawnSync(
    TSHARK,
    ['-r', path, ...FLAGS, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])],
    { encoding: 'utf8' },
  );
  expect(status).toBe(0);
  return stdout;
}

describe.skipIf(!isThere).each(SAMPLES)('%s', (sample) => {
  it('looks the same to tshark', { timeout: 60_000 }, async () => {
    const copy = await copyOf(`samples/${sample}`);
    const after = seen(copy.path);
    rmSync(copy.path);
    expect(after.split('\n').length).toBeGreaterThan(10);
    expect(after).toBe(seen(`samples/${sample}`));
  });
});
