// The style of the report, inlined into it: the help centre's own colours, light and dark.

export const STYLE = `
:root {
  color-scheme: light dark;
  --bg: #f5f7fb; --surface: #fff; --sunken: #edf1f7; --ink: #14202f; --mute: #4c5b70;
  --line: #dbe2ec; --line-strong: #8290a5; --accent: #1f5fd6; --accent-soft: #e9f0fe;
  --ok: #1b7541; --ok-soft: #e6f5ec; --bad: #b3261e; --bad-soft: #fdeeec;
  --zh: #1f5fd6; --en: #b4540a;
  --right: #1b7541; --wrong: #b3261e; --clarify: #e0a526; --escalate: #3f66b8; --decline: #657287;
  --sans: system-ui, -apple-system, 'Segoe UI', Roboto, 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei',
    'Noto Sans CJK SC', 'Noto Sans SC', 'WenQuanYi Micro Hei', sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #0d131c; --surface: #161e29; --sunken: #1e2835; --ink: #ebf0f7; --mute: #a7b5c8;
    --line: #2b3747; --line-strong: #76869c; --accent: #86aeff; --accent-soft: #182a49;
    --ok: #74d69e; --ok-soft: #14301f; --bad: #ff9288; --bad-soft: #3a1b19;
    --zh: #86aeff; --en: #ffab5e;
    --right: #4fb87f; --wrong: #ff8076; --clarify: #e6b84a; --escalate: #6f93dd; --decline: #76869c;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 16px; }
body { margin: 0; background: var(--bg); color: var(--ink); font: 1rem/1.55 var(--sans); overflow-wrap: break-word; }
.wrap { max-width: 1168px; margin-inline: auto; padding-inline: clamp(16px, 3vw, 24px); }
h1, h2, h3, p, ul, ol, dl, dd, figure { margin: 0; }
h1 { font-size: clamp(1.625rem, 1.3rem + 1.5vw, 2.25rem); line-height: 1.2; letter-spacing: -.015em; text-wrap: balance; }
h2 { font-size: 1.3125rem; line-height: 1.3; letter-spacing: -.01em; }
h3 { font-size: 1rem; line-height: 1.4; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
header { padding-block: 36px 8px; }
.facts { display: flex; flex-wrap: wrap; gap: 2px 20px; margin-top: 10px; padding: 0; list-style: none; color: var(--mute); font-size: .9375rem; }
.verdict { margin-top: 18px; font-size: 1.125rem; font-weight: 600; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 18px; margin-top: 14px; padding: 0; list-style: none; }
nav a { display: inline-block; padding-block: 8px; }
main { display: grid; gap: 44px; padding-block: 24px 72px; }
section { min-width: 0; }
.hint { margin-top: 4px; max-width: 72ch; color: var(--mute); font-size: .9375rem; }
.card { margin-top: 14px; background: var(--surface); border: 1px solid var(--line); border-radius: 14px; }
.pair { display: grid; gap: 44px 24px; }
.figures-pair { gap: 0 24px; }
figure.card { padding: 16px; }
figure svg { display: block; width: 100%; max-width: 460px; height: auto; margin-inline: auto; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 10px 0 0; padding: 0; list-style: none; font-size: .875rem; color: var(--mute); }
.legend li { display: flex; align-items: center; gap: 8px; }
.legend svg { width: 26px; height: 14px; margin: 0; flex: none; }
.table { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 10px 12px; text-align: right; vertical-align: top; border-top: 1px solid var(--line); }
thead th { border-top: 0; color: var(--mute); font-size: .8125rem; font-weight: 600; vertical-align: bottom; }
th:first-child, td:first-child { text-align: left; }
tbody th { font-weight: 600; }
th small, td small { display: block; color: var(--mute); font-size: .8125rem; font-weight: 400; line-height: 1.4; }
.best { font-weight: 700; }
.side th, .side td { padding: 7px 12px; white-space: nowrap; }
.side tbody th { font-weight: 400; }
.side .over th { padding-top: 12px; font-weight: 600; white-space: normal; }
.side .over small { display: inline; margin-left: 6px; }
.side tr:not(.over) > * { border-top: 0; }
.side thead + tbody:has(.over) .over th { border-top: 0; }

.targets tr { display: grid; grid-template-columns: minmax(0, 1fr) 4rem 17.5rem 17.5rem; gap: 0 24px; padding: 12px 18px; border-top: 1px solid var(--line); }
.targets thead tr { border: 0; padding-bottom: 8px; }
.targets table, .targets thead, .targets tbody { display: block; }
.targets th, .targets td { padding: 0; border: 0; text-align: left; }
.targets .value { display: inline-block; min-width: 4.9rem; font-size: 1.1875rem; font-weight: 650; line-height: 1.35; white-space: nowrap; }
.targets .bound { white-space: nowrap; color: var(--mute); }
.targets td:not(.bound) { display: grid; grid-template-columns: 150px 1fr; align-items: center; gap: 2px 8px; }
.targets td > * { justify-self: start; }
.met, .missed { display: inline-block; padding: 1px 8px; border-radius: 99px; font-size: .8125rem; font-weight: 600; white-space: nowrap; }
.met { background: var(--ok-soft); color: var(--ok); }
.missed { background: var(--bad-soft); color: var(--bad); }
.targets .bullet { grid-column: 1; display: block; width: 150px; height: 12px; }
.targets td small { margin: 0; white-space: nowrap; }
.targets td { grid-auto-rows: min-content; }
.bullet .track { fill: var(--sunken); }
.bullet .span { fill: var(--line-strong); opacity: .6; }
.bullet .goal { fill: var(--ink); }
.bullet .at { fill: var(--ok); stroke: var(--surface); stroke-width: 2; }
.bullet .at.short { fill: var(--bad); }

.grid { stroke: var(--line); fill: none; }
.axis { stroke: var(--line-strong); fill: none; }
.ideal { stroke: var(--line-strong); stroke-dasharray: 4 4; fill: none; }
svg text { fill: var(--ink); font: 12px var(--sans); font-variant-numeric: tabular-nums; }
svg .tick, svg .name, svg .note { fill: var(--mute); }
svg .note { font-size: 11px; }
.target { fill: var(--ok); opacity: .16; }
.line { fill: none; stroke-width: 2.25; stroke-linejoin: round; }
.line.en { stroke-dasharray: 7 3; }
.zh { stroke: var(--zh); } .en { stroke: var(--en); }
.mark { stroke-width: 2.25; }
.mark.zh { fill: var(--zh); } .mark.en { fill: var(--en); }
.mark.hollow { fill: var(--surface); }
.whisker { stroke: var(--accent); stroke-width: 2; opacity: .45; }
.dot { fill: var(--accent); }
.whisker.off { stroke: var(--bad); } .dot.off { fill: var(--bad); }
.bar { fill: var(--accent); opacity: .35; }
.manner.right { fill: var(--right); } .manner.wrong { fill: var(--wrong); } .manner.clarify { fill: var(--clarify); }
.manner.escalate { fill: var(--escalate); } .manner.decline { fill: var(--decline); }
svg .count { fill: #fff; font-weight: 600; }
svg .on-clarify { fill: #14202f; }
@media (prefers-color-scheme: dark) { svg .count { fill: #0d131c; } }

.folds details { margin-top: 14px; background: var(--surface); border: 1px solid var(--line); border-radius: 14px; }
.folds summary { padding: 13px 16px; font-weight: 600; cursor: pointer; }
.folds summary small { color: var(--mute); font-weight: 400; font-size: .875rem; }
.folds ol { padding: 0; list-style: none; }
.changes { display: grid; align-items: start; gap: 0 24px; }
.changes li { padding: 10px 16px; border-top: 1px solid var(--line); }
.step { display: block; color: var(--mute); font-size: .875rem; }
.none { padding: 0 16px 14px; color: var(--mute); }

.matrix { padding: 12px; }
.matrix table, .matrix tbody, .matrix thead { display: block; }
.matrix tr { display: grid; grid-template-columns: repeat(var(--topics), minmax(0, 1fr)); gap: 2px; margin-top: 2px; }
.matrix th, .matrix td { padding: 0; border: 0; text-align: center; font-size: .8125rem; line-height: 26px; }
.matrix tbody th { grid-column: 1 / -1; margin-top: 6px; text-align: left; line-height: 1.4; font-weight: 400; }
.matrix tbody th b { display: inline-block; min-width: 2.1em; color: var(--mute); font-weight: 600; }
.matrix thead th:first-child { display: none; }
.matrix td { height: 26px; border-radius: 4px; background: var(--sunken); color: var(--ink); }
.matrix td.hit { background: color-mix(in srgb, var(--ok) calc(var(--heat) * 42%), var(--sunken)); }
.matrix td.miss { background: color-mix(in srgb, var(--bad) calc(28% + var(--heat) * 40%), var(--sunken)); font-weight: 700; }
.confusions { padding: 14px 16px; font-size: .9375rem; }
.confusions ul { display: grid; gap: 2px 24px; margin-top: 4px; padding: 0; list-style: none; }
.confusions summary { margin-top: 8px; cursor: pointer; }
.confusions li { padding-block: 1px; }
.confusions b { font-variant-numeric: tabular-nums; }

.wrong li { display: grid; gap: 2px 20px; padding: 12px 16px; border-top: 1px solid var(--line); }
.wrong dl { display: contents; }
.wrong dl div { display: flex; gap: 8px; font-size: .875rem; }
.wrong dt { flex: none; width: 5.9em; color: var(--mute); }
.wrong dd { min-width: 0; }
.first { display: block; color: var(--mute); }
.id { color: var(--mute); font-size: .8125rem; font-variant-numeric: tabular-nums; }
.sure { display: inline-block; width: 56px; height: 8px; margin-right: 6px; border-radius: 4px; background: linear-gradient(to right, var(--accent) calc(var(--at) * 1%), var(--line) 0); }
.figures thead th:first-child { width: 55%; }
.figures th small { max-width: 62ch; }

@media (max-width: 40rem) {
  .targets tr { position: relative; grid-template-columns: 1fr 1fr; gap: 6px 20px; padding: 14px 16px; }
  .targets thead th:nth-child(-n+2) { display: none; }
  .targets tbody th { grid-column: 1 / -1; padding-right: 4.5rem; }
  .targets .bound { position: absolute; top: 14px; right: 16px; }
  .targets td:not(.bound) { grid-template-columns: auto 1fr; gap: 4px 8px; }
  .targets .value { min-width: 0; }
  .targets td small { order: 1; justify-self: end; }
  .targets .bullet { order: 2; grid-column: 1 / -1; width: 100%; }
  .targets td > .met, .targets td > .missed { order: 3; grid-column: 1 / -1; }
  .figures tr { display: grid; grid-template-columns: repeat(6, minmax(0, 1fr)); padding: 10px 12px; border-top: 1px solid var(--line); }
  .figures thead tr { border: 0; padding-bottom: 0; }
  .figures th, .figures td { padding: 0; border: 0; text-align: left; font-size: .8125rem; }
  .figures tbody th { grid-column: 1 / -1; margin-bottom: 4px; font-size: .9375rem; }
  .figures thead th:first-child { display: none; }
  .figures table, .figures thead, .figures tbody { display: block; }
  .side th, .side td { padding: 6px 8px; font-size: .9375rem; }
  .side thead th { font-size: .8125rem; }
  .figures thead th { font-size: .6875rem; letter-spacing: -.02em; }
}
@media (min-width: 60rem) {
  .pair, .changes { grid-template-columns: 1fr 1fr; }
  .confusions ul { grid-template-columns: 1fr 1fr; }
  .matrix { padding: 16px; }
  .matrix tr { grid-template-columns: 21rem repeat(var(--topics), minmax(0, 1fr)); }
  .matrix tbody th { grid-column: auto; margin: 0; line-height: 26px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .matrix thead th:first-child { display: block; text-align: left; }
  .wrong li { grid-template-columns: minmax(0, 5fr) minmax(0, 3fr) minmax(0, 4fr) 9.5rem; }
  .wrong dl div { display: block; }
  .wrong dt { width: auto; }
}
@media print { .wrong details { break-inside: avoid; } body { background: #fff; } }
`
