/** What was read: the files, their interfaces, what was wrong with them, and the totals. */
import { Type } from 'typebox';
import { amount, count, flag, oneOf, orNull, text, time } from './words.ts';

const Damage = Type.Object(
  {
    offset: count('bytes from the start of the uncompressed capture'),
    code: text('what is wrong, stable and kebab-case, such as truncated-tail'),
    message: text('one sentence for people'),
  },
  { title: 'Damage', description: 'a place where an input does not hold what its format promises' },
);

const Interface = Type.Object(
  {
    id: count('number of the interface within its input, from 0'),
    name: orNull(Type.String(), 'such as eth0; null when the capture does not tell'),
    linktype: count('LINKTYPE_ value of the tcpdump registry'),
    linktypeName: text('such as EN10MB'),
    snaplen: count('longest captured length in bytes; 0 means no limit'),
    frames: count('packets captured here'),
    bytesCaptured: count('bytes in the file'),
    bytesOriginal: count('bytes on the wire'),
    description: orNull(Type.String(), 'if_description of a pcapng file'),
    filter: orNull(Type.String(), 'if_filter of a pcapng file: only what matches was captured'),
    received: orNull(count('packets'), 'packets the interface received by its own count (pcapng isb_ifrecv)'),
    dropped: orNull(count('packets'), 'packets lost for want of buffers (pcapng isb_ifdrop and isb_osdrop)'),
  },
  { title: 'Interface' },
);

/** One capture file or stream. */
export const Input = Type.Object(
  {
    path: text('as given on the command line; - is standard input'),
    format: oneOf(['pcap', 'pcapng'], 'of the file'),
    compression: oneOf(['none', 'gzip', 'zstd', 'lz4', 'xz'], 'by magic number'),
    bytes: count('bytes read, as they were stored, so compressed ones of a compressed file'),
    frames: count('packets'),
    complete: flag('false when the input is damaged or reading was interrupted; the report covers what could be read'),
    damage: Type.Array(Damage),
    interfaces: Type.Array(Interface),
  },
  { title: 'Input' },
);

const Undecoded = Type.Object(
  { linktype: count('LINKTYPE_ value'), linktypeName: text('its name, or its number'), frames: count('packets') },
  { title: 'Undecoded', description: 'packets of a link type that is not decoded; counted, nothing more' },
);

/** Totals over all inputs. */
export const Capture = Type.Object(
  {
    frames: count('packets'),
    bytesCaptured: count('bytes in the files, packet records only'),
    bytesOriginal: count('bytes on the wire'),
    first: orNull(time('first'), 'earliest packet; null for a capture without packets'),
    last: orNull(time('last'), 'latest packet; null for a capture without packets'),
    durationSeconds: amount('seconds from first to last'),
    duplicates: count('packets seen again at another interface; left out of the flow counts'),
    undecoded: Type.Array(Undecoded),
  },
  { title: 'Capture' },
);

/** What cut a packet short, by the protocol it happened in. */
export const ProtocolFault = Type.Object(
  {
    protocol: text('the layer that could not be read, named as in protocols'),
    kind: oneOf(
      ['snapped', 'short', 'malformed', 'too-deep'],
      'snapped: cut by the snap length; short: the packet itself ends early; malformed: a field contradicts the standard; too-deep: more layers than are followed',
    ),
    frames: count('packets'),
  },
  { title: 'ProtocolFault' },
);

/** A bounded table that overflowed. */
export const Limit = Type.Object(
  {
    table: text('such as flows or endpoints.macs'),
    kept: count('entries kept apart'),
    folded: count('entries that were counted in the totals only'),
  },
  { title: 'Limit', description: 'a bounded table that was full: totals stay exact, the list is not complete' },
);
