/** The looks of the page: readable on a phone, in the dark, and on paper. */

/** A style sheet. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --faint: #59636e; --paper: #fff; --line: #d1d9e0; --card: #f6f8fa;
  --bad: #b42318; --open: #8a5a00; --good: #1a6b35; --link: #8aa4c8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --faint: #9da7b3; --paper: #14171b; --line: #3a424c;
  --card: #1d2126; --bad: #ff8a80; --open: #f0b849; --good: #6fd18c; --link: #5b7aa6; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.2rem; margin-top: 2.2rem; overflow-wrap: anywhere; }
h3 { font-size: 1.05rem; margin-top: 1.6rem; }
.faint { color: var(--faint); } .verdict { font-weight: 600; padding: .6rem .9rem; border-left: .3rem solid; }
.bad { color: var(--bad); } .open { color: var(--open); } .good { color: var(--good); }
table { width: 100%; border-collapse: collapse; font-size: .95rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .6rem .45rem 0; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
th { overflow-wrap: normal; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1rem; margin: .8rem 0;
  break-inside: avoid; overflow-wrap: anywhere; }
.card h4 { margin: 0 0 .3rem; font-size: 1rem; } .card p { margin: .3rem 0; }
pre { overflow-x: auto; margin: .5rem 0; padding: .5rem .7rem; background: var(--paper); border: 1px solid var(--line);
  border-radius: .3rem; font: .85rem/1.45 ui-monospace, Menlo, Consolas, monospace; }
mark { color: inherit; background: color-mix(in srgb, var(--bad) 22%, transparent); border-radius: .15rem; }
.flow { overflow-x: auto; } .flow svg { min-width: 44rem; width: 100%; font-size: 13px; }
.flow text { fill: var(--ink); } .flow .head { font-weight: 600; }
.flow rect { fill: var(--card); stroke: var(--line); } .flow .unknown rect { stroke: var(--open); stroke-dasharray: 4 3; }
.flow .unknown text { fill: var(--open); } .flow path { fill: none; stroke: var(--link); stroke-width: 1.5; opacity: .8; }
ul { padding-left: 1.2rem; } footer { margin-top: 3rem; font-size: .85rem; color: var(--faint); }
@media (max-width: 40rem) { table, tbody, tr, td { display: block; } thead { display: none; }
  td { border: 0; padding: .1rem 0; } tr { border-bottom: 1px solid var(--line); padding: .5rem 0; }
  td::before { content: attr(data-title) " "; color: var(--faint); font-size: .85rem; } }
@media print { body { max-width: none; padding: 0; } .flow { overflow: visible; } .flow svg { min-width: 0; }
  details > * { display: block; } a { color: inherit; text-decoration: none; } }
`;
