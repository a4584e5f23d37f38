/** What a file is when it is no capture that netsight reads, and what to do about it. */

interface ForeignFormat {
  name: string;
  /** Bytes at the start, as latin-1 text. */
  magic: string;
  /** Where the magic stands; 0 when absent. */
  at?: number;
  remedy: string;
}

const EDITCAP = 'Wireshark converts it: editcap -F pcapng IN OUT.pcapng';
const UNPACK = 'Unpack it first.';
const NOT_NETWORK = 'Name the capture file itself.';

/** Magic numbers as in Wireshark's wiretap readers and file(1). */
const FORMATS: ForeignFormat[] = [
  { name: 'a snoop capture (Solaris; RFC 1761)', magic: 'snoop\0\0\0', remedy: EDITCAP },
  { name: 'a Microsoft Network Monitor 2 capture', magic: 'GMBU', remedy: EDITCAP },
  { name: 'a Microsoft Network Monitor 1 capture', magic: 'RTSS', remedy: EDITCAP },
  { name: 'a NetXRay or Windows Sniffer capture', magic: 'XCP\0', remedy: EDITCAP },
  { name: 'a Sniffer capture (DOS)', magic: 'TRSNIFF data', remedy: EDITCAP },
  { name: 'a Vector BLF log', magic: 'LOGG', remedy: EDITCAP },
  { name: 'an Ixia lcap capture', magic: '\x1c\0\x01\xac', remedy: EDITCAP },
  { name: 'an Ixia lcap capture', magic: '\xac\x01\0\x1c', remedy: EDITCAP },
  { name: 'an Ixia lcap capture', magic: '\x1c\0\x01\xab', remedy: EDITCAP },
  { name: 'an Ixia lcap capture', magic: '\xab\x01\0\x1c', remedy: EDITCAP },
  { name: 'an Endace ERF capture in pcap dress', magic: '\xd4\xc3\xb2\xa0', remedy: EDITCAP },
  { name: 'an iSeries communications trace', magic: ' COMMUNICATIONS TRACE', remedy: EDITCAP },
  { name: 'an iSeries communications trace', magic: '\xff\xfe \0C\0O\0M\0', remedy: EDITCAP },
  { name: 'a Bluetooth btsnoop capture', magic: 'btsnoop\0', remedy: EDITCAP },
  { name: 'an AIX iptrace capture', magic: 'iptrace ', remedy: EDITCAP },
  { name: 'a 5View capture', magic: '\xaa\xaa\xaa\xaa', remedy: EDITCAP },
  { name: 'a Savvius/WildPackets capture', magic: '\x7fver\0', remedy: EDITCAP },
  { name: 'an Observer capture', magic: 'ObserverPktBuffe', remedy: EDITCAP },
  { name: 'an HP-UX nettl trace', magic: '\x54\x52\0\x64\0', remedy: EDITCAP },
  {
    name: 'a bzip2 archive',
    magic: 'BZh',
    remedy: 'Unpack it first: bunzip2 FILE, or bunzip2 -c FILE | netsight analyze -',
  },
  { name: 'an lzip archive', magic: 'LZIP', remedy: UNPACK },
  { name: 'a compress (.Z) archive', magic: '\x1f\x9d', remedy: 'Unpack it first: gunzip FILE' },
  { name: 'an old (legacy) lz4 stream', magic: '\x02\x21\x4c\x18', remedy: 'Unpack it first: lz4 -d FILE' },
  { name: 'a zip archive', magic: 'PK\x03\x04', remedy: 'Unpack it first: unzip FILE' },
  { name: 'a 7-Zip archive', magic: "7z\xbc\xaf'\x1c", remedy: UNPACK },
  { name: 'a RAR archive', magic: 'Rar!\x1a\x07', remedy: UNPACK },
  { name: 'a tar archive', magic: 'ustar', at: 257, remedy: 'Unpack it first: tar -xf FILE' },
  { name: 'a PDF document', magic: '%PDF-', remedy: NOT_NETWORK },
  { name: 'a program (ELF)', magic: '\x7fELF', remedy: NOT_NETWORK },
  { name: 'a PNG image', magic: '\x89PNG', remedy: NOT_NETWORK },
  { name: 'a JPEG image', magic: '\xff\xd8\xff', remedy: NOT_NETWORK },
  { name: 'a GIF image', magic: 'GIF8', remedy: NOT_NETWORK },
  { name: 'an SQLite database', magic: 'SQLite format 3\0', remedy: NOT_NETWORK },
];

/** Text that starts like this is known for what it is. */
const TEXT_FORMATS: [RegExp, string, string][] = [
  [/^\s*<(!doctype html|html)/i, 'an HTML page', 'Perhaps the download gave an error page; fetch the capture again.'],
  [/^\s*<\?xml/i, 'an XML document', 'tshark -T pdml writes such files; pass the capture they were made from.'],
  [/^\s*[[{]/, 'JSON text', 'Pass the capture itself, not a report or an export of it.'],
  [/^version https:\/\/git-lfs/, 'a Git LFS pointer', 'Fetch the file itself: git lfs pull'],
  [
    /^(0x)?[0-9a-f]{3,8}:?\s+([0-9a-f]{2}\s*){2,}/im,
    'a hex dump',
    'Wireshark converts it: text2pcap IN.txt OUT.pcapng',
  ],
  [/^\d\d:\d\d:\d\d\.\d+ /m, 'the text output of tcpdump', 'Capture with -w FILE to keep the packets.'],
];

const TEXT_ONLY = /^[\t\n\r\f\x1b -~\x80-\xff]*$/;
const PCAP_HINT = /^(\xa1\xb2|..\xb2\xa1)/s;
/** ERF: 8 bytes time, then type (at most 127), flags, record length of at least 16; draft of the Endace manual. */
const ERF_HEADER_LENGTH = 16;

/** One sentence or two on what these first bytes look like and what to do; for the message of a `not-a-capture` error. */
export function describeForeign(head: Uint8Array): string {
  if (head.length === 0) return 'The file is empty.';
  if (head.every((byte) => byte === 0))
    return 'It holds only zero bytes: perhaps the capture was never written to disk.';
  const start = Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1');
  const format = FORMATS.find(({ magic, at = 0 }) => start.startsWith(magic, at));
  if (format) return `It looks like ${format.name}. ${format.remedy}`;
  if (PCAP_HINT.test(start)) return `It looks like a patched dialect of pcap. ${EDITCAP}`;
  if (TEXT_ONLY.test(start)) return describeText(start);
  if (looksLikeErf(head)) return `It may be an ERF capture (Endace). ${EDITCAP}`;
  return `The first bytes (${hexOf(head)}) belong to no known format. If Wireshark can open it: editcap -F pcapng IN OUT.pcapng`;
}

function describeText(start: string): string {
  const found = TEXT_FORMATS.find(([pattern]) => pattern.test(start));
  return found
    ? `It looks like ${found[1]}. ${found[2]}`
    : 'It looks like text. Pass a capture written by tcpdump -w, dumpcap or Wireshark.';
}

function looksLikeErf(head: Uint8Array): boolean {
  if (head.length < ERF_HEADER_LENGTH) return false;
  const type = head[8] & 0x7f;
  const recordLength = (head[10] << 8) | head[11];
  return type > 0 && type < 28 && recordLength >= ERF_HEADER_LENGTH;
}

function hexOf(head: Uint8Array): string {
  return Array.from(head.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
