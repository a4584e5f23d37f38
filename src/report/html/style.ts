/** The style of the page: light and dark by the reader's setting, always light on paper, readable on a telephone. */
import { PICTURE_STYLE } from './picture/style.ts';

const LIGHT = `--page: #fff; --panel: #f5f7f9; --line: #d0d7de; --text: #1b1f24; --dim: #545d68; --accent: #0a5cb8; --accent-mark: #3d8fe6;
  --bad: #b3121d; --warn: #7d5200; --good: #1a7040; --tunnel: #6a3fb5; color-scheme: light;`;
const DARK = `--page: #0f1419; --panel: #171d25; --line: #343e4a; --text: #e6edf3; --dim: #a3aeba; --accent: #76b8ff; --accent-mark: #4a8fd8;
  --bad: #ff938c; --warn: #e8bd4f; --good: #63d48a; --tunnel: #c3a6ff; color-scheme: dark;`;

/** Shades of the conversation matrix, in percent of the accent colour: text stays readable on the darkest. */
const SHADES = [6, 14, 22, 30, 40];

/** Layers of the chart by segment: five colours, then three of them further from that of the page, grey for the rest. */
const LANE_COLORS = ['accent-mark', 'warn', 'tunnel', 'good', 'bad'].map((name) => `var(--${name})`);
const LANES = [
  ...LANE_COLORS,
  ...LANE_COLORS.slice(0, 3).map((color) => `color-mix(in srgb, ${color} 55%, var(--text))`),
  'var(--dim)',
]
  .map((color, i, { length }) => `.lane-${i === length - 1 ? 'others' : i + 1} { fill: ${color}; }`)
  .join(' ');

/** The whole style sheet. */
export const STYLE = `
:root { ${LIGHT} }
@media (prefers-color-scheme: dark) { :root { ${DARK} } }
@media print { :root { ${LIGHT} } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.25rem; max-width: 78rem; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.2rem 0 .4rem; }
p { margin: .4rem 0; max-width: 62rem; }
a { color: var(--accent); }
code, pre { font: .88em/1.45 ui-monospace, Menlo, Consolas, monospace; }
pre { margin: .4rem 0; padding: .5rem .7rem; background: var(--panel); border: 1px solid var(--line); border-radius: 4px; white-space: pre-wrap; }
.dim, .more, figcaption { color: var(--dim); }
nav ul, .figures { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin: .5rem 0; padding: 0; list-style: none; }
nav { margin-top: 1rem; font-size: .92rem; }
.figures.large { gap: .6rem; margin: 1rem 0; }
.figures.large li { flex: 1 1 9rem; overflow-wrap: break-word; padding: .45rem .8rem; background: var(--panel); border: 1px solid var(--line); border-radius: 6px; color: var(--dim); font-size: .85rem; }
.figures b { display: block; color: var(--text); font-size: 1.15rem; font-variant-numeric: tabular-nums; }
.answer { font-size: 1.05rem; }
.severity { display: inline-block; padding: 0 .45rem; border: 1.5px solid; border-radius: 3px; font-size: .78rem; font-weight: 700; letter-spacing: .03em; vertical-align: .08em; }
.critical, .error, .against { color: var(--bad); } .warning, .open { color: var(--warn); } .info, .for { color: var(--accent); } .fine { color: var(--good); }
.scroll { overflow-x: auto; margin: .6rem 0; }
.scroll:focus-visible, button:focus-visible, summary:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; font-size: .88rem; overflow-wrap: normal; } .sortable { min-width: 100%; }
th, td { padding: .28rem 1.1rem .28rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--dim); font-weight: 600; white-space: nowrap; }
td { max-width: 34rem; overflow-wrap: break-word; } .wide { min-width: 15rem; overflow-wrap: anywhere; } td code { display: inline-block; min-width: 11.5rem; overflow-wrap: anywhere; }
td.number, th.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
th button { all: unset; cursor: pointer; color: inherit; font: inherit; }
th button::after { content: '\\2195'; padding-left: .25rem; color: var(--dim); }
[aria-sort=ascending] button::after { content: '\\2191'; } [aria-sort=descending] button::after { content: '\\2193'; }
.finding { margin: .8rem 0; padding: .6rem .9rem .8rem; border: 1px solid var(--line); border-left: 4px solid; border-radius: 4px; }
.finding > * { color: var(--text); } .finding .severity.critical, .finding .severity.error { color: var(--bad); } .finding .severity.warning { color: var(--warn); } .finding .severity.info { color: var(--accent); }
.finding summary { cursor: pointer; } .finding summary h3 { display: inline; margin: 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: .6rem 0 0; } dt { color: var(--dim); } dd { margin: 0; min-width: 0; } dd ul { margin: 0; padding-left: 1.1rem; }
svg { display: block; } svg text { fill: var(--text); font: 11px system-ui, sans-serif; } svg .dim { fill: var(--dim); }
figure { margin: .6rem 0; }
.bar { display: inline-block; width: 8rem; vertical-align: -.1em; } .bar rect { fill: var(--accent-mark); } .bar .against { fill: var(--bad); } .bar .track { fill: var(--line); }
.axis { stroke: var(--line); } .frames { fill: var(--accent-mark); } .broadcast { fill: var(--bad); } .multicast { fill: var(--tunnel); } .arp { fill: var(--warn); } ${LANES} .lanes path { stroke: var(--page); stroke-width: .6; } .lanes-key rect { stroke: none; }
.lanes-key { display: flex; flex-wrap: wrap; gap: .15rem 1.2rem; margin: .3rem 0; padding: 0; list-style: none; font-size: .88rem; } .lanes-key svg { display: inline-block; vertical-align: -.1em; }
.inner { fill: var(--tunnel); } .outer { fill: var(--accent-mark); }
.matrix td, .matrix th { padding: .25rem .45rem; border: 1px solid var(--line); white-space: nowrap; } .matrix td { text-align: right; } .matrix { min-width: 0; }
${SHADES.map((percent, i) => `.shade${i + 1} { background: color-mix(in srgb, var(--accent-mark) ${percent}%, var(--page)); }`).join('\n')}
${PICTURE_STYLE}
footer { margin-top: 2.5rem; padding-top: .6rem; border-top: 1px solid var(--line); color: var(--dim); font-size: .85rem; }
@media (max-width: 40rem) { body { padding: .8rem; font-size: 14px; } h1 { font-size: 1.3rem; } dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .4rem; } td .bar { width: 3.5rem; } }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } nav, th button::after { display: none; } .scroll { overflow: visible; } .scroll svg { max-width: 100%; height: auto; } h2, h3, summary { break-after: avoid; } tr, .finding dl, figure { break-inside: avoid; } th { white-space: normal; } th, td { padding-right: .5rem; } .wide, td code { min-width: 0; } table { font-size: 7.5pt; } }
`;

/** How many shades there are. */
export const SHADE_COUNT: number = SHADES.length;
