/** Counts packets with the npm package pcap-parser, which copies each of them: what reading with a ready-made parser would cost at least. */
import { parse } from 'pcap-parser';

let packets = 0;
const parser = parse(process.argv[2]);
parser.on('packet', () => {
  packets++;
});
parser.on('end', () => console.log(packets));
parser.on('error', (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
