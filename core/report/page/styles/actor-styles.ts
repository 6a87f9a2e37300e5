import { type Html, literal } from '../markup/html.ts';

/**
 * The actors' parts. A sheet and the pictures cut out of it are one background at two sizes: a crop of width c shows the
 * sheet 5c wide, moved by whole cells. What is out of sight is not laid out.
 */
export const ACTOR_STYLES: Html = literal`
.actor{content-visibility:auto;contain-intrinsic-size:auto 900px;background:var(--card);border:1px solid var(--line);border-radius:10px;padding:18px 22px 20px;margin-top:14px}
.actor.folded{contain-intrinsic-size:auto 62px;padding:12px 22px}
.folded>details>summary{color:inherit;width:auto}
.folded>details>summary::marker{color:var(--dim)}
.folded>details[open]>summary{margin-bottom:4px}
.up{float:right;font-size:13px;margin:3px 0 0 14px}
.facts{display:block;color:var(--dim);font-size:14px;margin-top:2px}
.look{display:grid;grid-template-columns:minmax(0,430px) minmax(0,1fr);gap:20px 36px;margin-top:16px;align-items:start}
.look>div:only-child{grid-column:1/-1;max-width:560px}
.look.both{grid-template-columns:repeat(2,minmax(0,1fr));gap:20px 28px}
.look.both>div{grid-column:1/-1}
.moment{font-weight:600;margin-bottom:6px}
.sheet{display:block;position:relative;overflow:hidden;aspect-ratio:var(--columns)/calc(var(--rows)*var(--pitch));background-color:#f0f0f0;background-size:100% auto;background-repeat:no-repeat;border-radius:4px}
.sheet i{position:absolute;width:calc(100%/var(--columns));left:calc(100%/var(--columns)*var(--x));top:calc(100%/var(--rows)*var(--y));height:calc(100%/var(--rows));font-style:normal}
.sheet i{font-weight:700;font-size:14px;line-height:18px;text-indent:6px;color:#fff;text-shadow:none;background:linear-gradient(#111,#111) 0 0/20px 18px no-repeat}
.sheet .out{box-shadow:inset 0 0 0 2px #111;background-color:rgb(240 240 240/.55)}
.sheet .in{box-shadow:inset 0 0 0 3px #111,inset 0 0 0 4px #fff}
.sheet .ask{color:#111;background-image:linear-gradient(#fff,#fff);box-shadow:inset 0 0 0 1px #111}
figcaption{font-size:13px;color:var(--dim);margin-top:5px}
.findings{margin-bottom:16px}
.findings li{padding-left:16px;text-indent:-16px}
.findings li:before{content:"";display:inline-block;width:7px;height:7px;margin:0 9px 1px 0;border:1.5px solid var(--ink);transform:rotate(45deg)}
.mix th,.mix td{padding:6px 10px 6px 0;border-bottom:1px solid var(--line);white-space:nowrap}
.mix thead th,.mix thead td{font-size:13px;font-weight:400;color:var(--dim);vertical-align:bottom}
.mix tbody th{font-weight:500}
.mix tfoot>tr>*{border-bottom:0}
.mix td small{color:var(--dim)}
.mix .legend{white-space:normal;line-height:1.3}
.mix .bars{position:relative;width:40%;padding:0}
.bars i{display:block;height:7px;width:calc(var(--n)*.97);margin:0 0 2px;border-radius:1px;opacity:.55}
.bars i+i{width:calc(var(--a)*.97);margin:0;opacity:1}
.bars b{position:absolute;left:calc(var(--t)*.97 - 1px);top:15%;height:70%;width:2px;background:var(--ink);box-shadow:0 0 0 1px var(--card)}
.tp i{background:var(--then)}
.tb i{background:repeating-linear-gradient(135deg,var(--then) 0 2px,transparent 2px 5px);box-shadow:inset 0 0 0 1px var(--then)}
.tc i{background:radial-gradient(circle,var(--then) 1px,transparent 1.4px) 0 0/4px 4px;box-shadow:inset 0 0 0 1px var(--then)}
.key{display:inline-block;width:19px;height:19px;border:1px solid var(--dim);border-radius:4px;font-size:12px;font-weight:700;line-height:17px;text-align:center;margin-right:2px}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,440px),1fr));gap:10px}
.card{display:flex;flex-wrap:wrap;gap:8px 14px;border:1px solid var(--line);border-radius:8px;padding:11px;font-size:14px}
.card.new{border-style:dashed;border-color:var(--now)}
.crops{display:flex;gap:8px}
.crops figcaption,.strip figcaption{max-width:var(--c,100px)}
.crops figcaption b{color:var(--ink)}
.say{flex:1 1 190px;min-width:0;overflow:clip;display:grid;gap:3px;align-content:start}
.file,.say .file{font:12.5px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;color:var(--dim)}
.prompt{white-space:pre-line}
.crop{--w:var(--c,100px);display:block;width:var(--w);height:var(--w);background-color:var(--field);background-repeat:no-repeat;border-radius:4px;box-shadow:inset 0 0 0 1px rgb(128 128 128/.25);
background-size:calc(var(--columns)*var(--w)) auto;background-position:calc(var(--x)*-1*var(--w)) calc(var(--y)*-1*var(--pitch)*var(--w))}
.none.crop{display:grid;place-items:center;font-size:14px;color:var(--ink);border:1px dashed var(--dim);background-image:none}
.slot{flex:none;width:46px;height:34px;border:1px dashed var(--dim);border-radius:4px;display:grid;place-items:center;font-size:15px;font-weight:700;color:var(--dim)}
.kind{font-weight:600;margin:14px 0 7px}
.kind small{font-weight:400;color:var(--dim);margin-left:4px}
.card .why{font-weight:400}
.strip{--c:60px;display:flex;flex-wrap:wrap;align-items:center;gap:8px;margin-bottom:10px;font-size:13.5px;color:var(--dim)}
.strip figcaption{margin-top:1px;text-align:center}
.cmd{font-size:12.5px;color:var(--dim)}.cmd code{font-size:12px;user-select:all;-webkit-user-select:all}
h4+p{margin-bottom:9px}
.thumbs{display:grid;grid-template-columns:repeat(auto-fill,132px);gap:12px 14px;margin-top:10px}
.thumbs small{display:block}.thumbs figcaption{max-width:132px}
.plain{margin-top:4px}
.plain li{padding:4px 0;border-bottom:1px solid var(--line)}
.actor details{margin-top:14px}
.actor.folded>details{margin-top:0}
.all{font-size:13.5px;margin-top:8px}
.all th,.all td{padding:6px 10px 6px 0;border-bottom:1px solid var(--line);vertical-align:top}
.all thead th{color:var(--dim);font-weight:400;white-space:nowrap;overflow-wrap:normal}
.tries tfoot th,.tries tfoot td{border:0;font-weight:600}
.all .n{text-align:right;padding-right:16px}
.all td:nth-child(6){white-space:nowrap}
q,blockquote{font-family:ui-serif,Georgia,Cambria,"Times New Roman",serif;font-style:italic}
blockquote{border-left:3px solid var(--line);padding:2px 0 2px 16px;margin-top:6px;white-space:pre-line;max-width:62em}
@media (max-width:860px){.look{grid-template-columns:minmax(0,1fr)}}
@media (max-width:560px){.actor,.actor.folded{padding:12px 14px}
.look.both{grid-template-columns:minmax(0,1fr)}.mix thead th{white-space:normal}
.mix,.mix thead,.mix tbody,.mix tfoot{display:block}.mix tr{display:grid;grid-template-columns:146px repeat(3,minmax(0,1fr));padding:6px 0;border-bottom:1px solid var(--line)}
.mix th,.mix td{border:0;padding:0;overflow-wrap:normal}.mix td small{display:block}.mix .legend,.mix .bars{grid-column:1/-1;width:auto;margin-top:5px}.mix tfoot tr{border:0}.mix{font-size:14px}.mix tbody th{font-size:13.5px}
.all thead{display:none}.all,.all tbody{display:block}.all tr{display:flex;flex-wrap:wrap;gap:0 12px;padding:8px 0;border-bottom:1px solid var(--line)}
.all th,.all td{border:0;padding:0}.all .file{flex:1 1 60%}.all td:last-child{flex:1 0 100%}.all td.n:before{content:"score "}}
@media print{.actor{content-visibility:visible;border:0;padding:0;margin-top:24px}.card,figure{break-inside:avoid}}
`;
