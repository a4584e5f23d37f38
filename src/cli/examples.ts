/** What help begins with: how each command is used. The manual has them too. */

/** A command line and what it does. */
export type Example = readonly [command: string, purpose: string];

/** The whole command line in a few lines. */
export const ROOT_EXAMPLES: readonly Example[] = [
  ['netsight analyze net1.pcap', 'what network is this, and what is wrong with it'],
  ['tcpdump -i any -w - | netsight analyze -', 'the same, from a pipe'],
  ['netsight analyze node.pcap --format html=out.html', 'one page for a browser; markdown for a ticket'],
  ['netsight flows node.pcap --format csv', 'every conversation, outer and inner'],
  ['netsight inspect net1.pcap -n 5', 'the first five packets, header by header'],
  ['netsight check *.pcap --expect netsight.yaml', 'expectations, for CI; exit code 1 when one fails'],
  ['netsight diff before.json after.json', 'what changed between two reports'],
  ['netsight explain duplicate-ip', 'what a finding, mode or signal means'],
];

/** Those of each command. */
export const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  analyze: [
    ['netsight analyze net1.pcap', 'the report, on the terminal'],
    ['tcpdump -i any -U -w - | netsight analyze -', 'from a pipe; Ctrl-C gives the report so far'],
    ['netsight analyze rotated/ -f json -o report.json', 'a folder of captures, for programs'],
    ['netsight analyze node.pcap -f markdown=ticket.md', 'a ticket, in a file'],
    ["netsight analyze node.pcap --filter 'inner host 10.244.1.2'", 'one pod, behind its tunnel'],
    ['netsight analyze node.pcap --fail-on error --quiet', 'exit code 1 when something is wrong'],
    ['netsight analyze node.pcap --evidence proof', 'a small pcapng for each finding'],
  ],
  flows: [
    ['netsight flows node.pcap', 'every conversation, on the terminal'],
    ['netsight flows node.pcap -f csv -o flows.csv', 'for a spreadsheet'],
    ['netsight flows node.pcap -f ndjson | jq .proto', 'one object a line'],
  ],
  check: [
    ['netsight check *.pcap --expect netsight.yaml --update', 'writes what is, once, to be read through'],
    ['netsight check *.pcap --expect netsight.yaml', 'from then on'],
    ['netsight check *.pcap --expect netsight.yaml -f junit=junit.xml', 'for a CI system; docs/ci.md has more'],
    ['netsight check new.pcap --baseline before.json', 'has the network drifted since that report?'],
  ],
  diff: [
    ['netsight diff before.json after.json', 'what appeared (+), vanished (-) and moved (~)'],
    ['netsight diff last-week.json today.pcap', 'a report and a capture'],
    ['netsight diff a.json b.json -f markdown', 'for a ticket'],
  ],
  inspect: [
    ['netsight inspect net1.pcap -n 5', 'the first five packets'],
    ['netsight inspect net1.pcap --frame 120 -n 1', 'frame 120, as Wireshark counts'],
    ["netsight inspect net1.pcap --filter 'arp'", 'only what matches'],
  ],
  anonymize: [
    ['netsight anonymize net1.pcap -o shared.pcapng', 'pseudonyms, no payload; verdict and findings stay the same'],
    [
      'netsight anonymize net1.pcap -o shared.pcapng --key incident.key',
      'the same pseudonyms for every capture of an incident',
    ],
  ],
  explain: [
    ['netsight explain', 'all pages'],
    ['netsight explain duplicate-ip', 'a finding'],
    ['netsight explain ipvlan/l2', 'a mode'],
  ],
  config: [['netsight config > ~/.config/netsight/config.yaml', 'options for every run, to be edited']],
  completion: [
    ['source <(netsight completion bash)', 'in ~/.bashrc (zsh: the same with zsh)'],
    ['netsight completion fish | source', 'in ~/.config/fish/config.fish'],
  ],
};

/** Examples as lines of text, their purposes below one another. */
export function exampleText(examples: readonly Example[]): string {
  const width = Math.max(...examples.map(([command]) => command.length));
  return ['Examples:', ...examples.map(([command, purpose]) => `  ${command.padEnd(width)}  ${purpose}`), ''].join(
    '\n',
  );
}
