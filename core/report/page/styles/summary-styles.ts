import { type Html, literal } from '../markup/html.ts';

/** The top of the page, the ways down, and the failures. */
export const SUMMARY_STYLES: Html = literal`
.top{padding:36px 0 0}
.brand{font-size:13px;font-weight:700;letter-spacing:.08em;text-transform:uppercase;color:var(--dim);margin-bottom:10px}
.lead{font-size:17px;margin-top:8px;max-width:56em}
.tiles{display:flex;flex-wrap:wrap;gap:1px;margin:26px 0 0;border:1px solid var(--line);border-radius:10px;background:var(--line);overflow:hidden}
.tiles>div{flex:1 1 140px;background:var(--card);padding:14px 16px 16px;display:flex;flex-direction:column}
.tiles dt{font-size:13px;color:var(--dim)}
.tiles dd{flex:1;display:flex;flex-direction:column}
.tiles strong{font-size:25px;line-height:1.35;font-weight:650;letter-spacing:-.01em;white-space:nowrap}
.tiles dd>span{font-size:13px;line-height:1.45;color:var(--dim)}
.tiles .sign{font-weight:400;color:var(--dim);margin-right:1px}
.tiles .sign+.sign{margin-left:8px}
.tiles .split,.tiles .meter{display:flex;gap:2px;height:7px;margin-top:auto;transform:translateY(6px)}
.split i{flex:0 1 0;min-width:3px;height:100%;border-radius:2px;background:var(--now)}
.split .bad{background:repeating-linear-gradient(135deg,var(--bad) 0 2px,transparent 2px 4px)}
.split .full{background:var(--then)}
.split .half{background:repeating-linear-gradient(90deg,var(--then) 0 3px,transparent 3px 5px)}
.split .none{background:none;box-shadow:inset 0 0 0 1px var(--now)}
.meter{background:linear-gradient(var(--then),var(--then)) 0/var(--part) 100% no-repeat var(--track);border-radius:2px}
.meter.over{background:repeating-linear-gradient(135deg,var(--bad) 0 3px,transparent 3px 6px)}
.meter.marked:after{content:"";width:2px;height:13px;margin:-3px 0 0 calc(var(--mark) - 1px);background:var(--ink);box-shadow:0 0 0 1px var(--card)}
.about{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,210px),1fr));gap:12px 24px;margin-top:20px;font-size:14px}
.about dt{color:var(--dim);font-size:13px}
.about dd span{color:var(--dim)}
.next h2{font-size:14px;margin:24px 0 6px}
.next pre{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:11px 14px;white-space:pre-wrap}
.next code{user-select:all;-webkit-user-select:all}
.next .note{margin-top:6px}
.back{margin-top:16px;font-size:14px;max-width:64em}
.back code,.next .back code{background:var(--card);border:1px solid var(--line);border-radius:5px;padding:1px 6px}
nav{display:flex;flex-wrap:wrap;gap:4px 22px;margin-top:26px;padding-top:12px;border-top:1px solid var(--line)}
nav a{padding:4px 0}
#first h3{display:inline-block;margin-top:26px}
#first .count{color:var(--dim);margin-left:4px}
.failures{display:grid;gap:10px;margin-top:12px}
.failure{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--bad);border-radius:8px;padding:14px 16px}
.failure .why{white-space:pre-line;max-width:62em}
.failure var{font-style:italic;font-weight:400;color:var(--dim)}
.failure:target{outline:2px solid var(--bad)}
.names{display:flex;flex-wrap:wrap;gap:4px 6px;margin-top:8px}
.names small{color:var(--dim)}
.names li{border:1px solid var(--line);border-radius:5px;padding:0 7px;font-size:13.5px}
`;
