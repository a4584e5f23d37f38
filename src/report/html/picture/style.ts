/** Colours and strokes of the picture; also without colour faults are dashed and written, tunnels thick. */
export const PICTURE_STYLE = `
.picture .ground { fill: var(--panel); stroke: var(--line); } .picture .overlay .ground { stroke: var(--tunnel); stroke-dasharray: 6 4; }
.picture .title { font-weight: 600; font-size: 13px; } .picture .name { font-weight: 600; } .picture .ip { font-family: ui-monospace, Menlo, Consolas, monospace; font-weight: 600; }
.picture .mac { font-family: ui-monospace, Menlo, Consolas, monospace; } .picture .note, .picture .medium-name { fill: var(--dim); }
.picture text.fault { fill: var(--bad); font-weight: 600; } .picture text.warning { fill: var(--warn); font-weight: 600; }
.picture .box { fill: var(--page); stroke: var(--dim); } .picture .endpoint { stroke: var(--tunnel); } .picture .warned { stroke: var(--warn); stroke-width: 2; } .picture .faulty { stroke: var(--bad); stroke-width: 2; }
.picture .missing { stroke-dasharray: 5 4; } .picture .medium { stroke: var(--dim); stroke-width: 4; stroke-linecap: round; } .picture .drop { stroke: var(--dim); }
.picture .link { stroke: var(--accent-mark); stroke-opacity: .6; } .picture path.tunnel { stroke: var(--tunnel); stroke-opacity: .45; } .picture path.fault { stroke: var(--bad); stroke-opacity: 1; stroke-dasharray: 6 4; }
.picture .label, .picture .medium-name { paint-order: stroke; stroke: var(--panel); stroke-width: 4px; } .picture .label { font-weight: 600; } .picture text.tunnel { fill: var(--tunnel); }
.legend::before { content: ''; display: inline-block; width: .8rem; height: .6rem; margin-right: .3rem; background: var(--accent-mark); } .legend.inner::before { background: var(--tunnel); }
`;
