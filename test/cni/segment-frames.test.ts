import { expect, it } from 'vitest';
import { analyze } from '../../src/index.ts';

/** Tunnels and what is beside them, IP and ARP alone, no packet twice. */
it.each(['flannel-vxlan-uplink', 'calico-vxlan-uplink'])(
  'counts each packet of %s in one segment, and once',
  async (name) => {
    const { capture, segments, tunnels } = await analyze(`samples/${name}.pcap`);
    expect(segments.reduce((sum, { frames }) => sum + frames, 0)).toBe(capture.frames);
    expect(segments.find(({ tunnel }) => tunnel !== null)?.frames).toBe(tunnels[0].frames);
  },
);
