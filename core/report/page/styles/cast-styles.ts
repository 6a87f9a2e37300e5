import { type Html, literal } from '../markup/html.ts';

/**
 * The table of all actors. Fixed columns keep 10,000 rows quick to lay out. The bars are backgrounds of their cells, so
 * that a row needs no elements for them; on narrow screens a row becomes two lines.
 */
export const CAST_STYLES: Html = literal`
.legend i{display:inline-block;width:44px;height:13px;vertical-align:-2px;margin:0 3px;background:linear-gradient(var(--ink),var(--ink)) 50% 0/1.5px 100% no-repeat,
linear-gradient(var(--now),var(--now)) 0 1px/70% 5px no-repeat,linear-gradient(var(--then),var(--then)) 0 7px/50% 5px no-repeat,linear-gradient(var(--track),var(--track)) 0 1px/100% 11px no-repeat}
.cast{table-layout:fixed;background:var(--card);border:1px solid var(--line);border-radius:10px;margin-top:12px;font-size:14px;overflow:clip}
.cast .wide{width:auto}.cast .word{width:112px}.cast .bar{width:124px}.cast col{width:62px}.cast .usd{width:84px}
.cast thead th{position:sticky;top:0;z-index:1;background:var(--card);border-bottom:1px solid var(--line);font-size:13px;color:var(--dim);padding:8px 10px;white-space:nowrap;overflow-wrap:normal}
.cast tbody tr{background:linear-gradient(var(--line),var(--line)) 0 100%/100% 1px no-repeat}
.cast tbody tr:last-child{background:none}
.cast tbody th,.cast tbody td{padding:7px 10px 8px;vertical-align:top;overflow:clip}
.cast tbody th{font-weight:500}
.cast tbody th a{display:block;color:var(--ink);text-decoration-color:var(--now)}
.cast tbody tr:hover{background-color:var(--hover)}
.cast td:nth-child(2){font-size:13px;color:var(--dim);white-space:nowrap}
.cast td:nth-child(2):before{content:"";box-sizing:border-box;display:inline-block;width:11px;height:11px;margin-right:6px;border:1.5px solid var(--dim);border-radius:50%;vertical-align:-.5px}
.cast td.planned:before{background:var(--ink);border-color:var(--ink)}
.cast td.applied:before{background:var(--ink);border-color:var(--ink);border-radius:1px}
.cast td.partly:before{background:linear-gradient(90deg,var(--ink) 50%,transparent 0);border-color:var(--ink);border-radius:1px}
.cast td.failed:before,.cast td.stale:before,.cast td.busy:before{border-color:var(--bad);border-radius:1px;transform:rotate(45deg)}
.cast td.failed:before{background:var(--bad)}.cast td.busy:before{border-style:dotted}
.cast td.rolled-back:before{border-style:double;border-width:3px;border-radius:1px}
.cast td.balanced:before{border-style:dashed}.cast td.alone:before{border-style:dotted}
.cast td.applied,.cast td.planned{color:var(--ink)}
.cast td.failed,.cast td.stale,.cast td.busy,.cast td.partly{font-weight:600;color:var(--ink)}
.cast td:nth-child(2) a{color:inherit;text-decoration-color:var(--now)}
.cast td.stale,.cast td.busy,.cast td.failed{color:var(--bad)}
.cast td:nth-child(3),.cast td:nth-child(4),.cast td:nth-child(5){padding:5px 0 19px;border-inline:10px solid transparent;white-space:nowrap;
background:linear-gradient(var(--ink),var(--ink)) 50% calc(100% - 5px)/1.5px 13px no-repeat padding-box,
linear-gradient(var(--now),var(--now)) 0 calc(100% - 12px)/var(--n,0) 5px no-repeat padding-box,
linear-gradient(var(--then),var(--then)) 0 calc(100% - 6px)/var(--a,var(--n,0)) 5px no-repeat padding-box,
linear-gradient(var(--track),var(--track)) 0 calc(100% - 6px)/100% 11px no-repeat padding-box}
#actors>details{margin-top:10px}
.cast td small{color:var(--dim)}
.cast td:nth-child(n+6),.cast th:nth-child(n+6){text-align:right}
.cast .bad td{color:var(--bad);background:none;padding:7px 10px;border-inline:0;white-space:normal}
.cast .bad td:nth-child(2){font-weight:600}
.cast .bad a{color:inherit}
@media (max-width:860px){.cast .bar{width:108px}.cast .word{width:104px}.cast col{width:50px}.cast .usd{width:66px}.cast td,.cast tbody th,.cast thead th{padding-inline:7px}}
@media (max-width:680px){.cast colgroup,.cast thead{display:none}.cast,.cast tbody{display:block}
.cast tbody tr{display:grid;grid-template-columns:repeat(12,1fr);gap:2px 10px;padding:9px 12px}
.cast tbody th,.cast tbody td{border:0;padding:0}
.cast tbody th{grid-column:1/9}.cast td:nth-child(2){grid-column:9/13;text-align:right;white-space:nowrap;overflow:visible}
.cast td:nth-child(3),.cast td:nth-child(4),.cast td:nth-child(5){grid-column:span 4;border:0;padding:2px 0 18px;font-size:12px;overflow:visible}
.cast td:nth-child(3):before{content:"P "}.cast td:nth-child(4):before{content:"B "}.cast td:nth-child(5):before{content:"C "}
.cast td:nth-child(n+3):before{color:var(--dim)}
.cast tbody td:nth-child(n+6){grid-column:span 3;text-align:left;font-size:13px;white-space:nowrap}.cast td:empty{display:none}
.cast td:nth-child(8):before{content:"score "}
.cast .bad td:nth-child(n+2){padding:0}.cast .bad td:nth-child(3){grid-column:1/13}.cast .bad td:nth-child(n+3):before{content:none}}
@media print{.cast thead th{position:static}.cast tr{break-inside:avoid}}
@media (forced-colors:active){.cast td,.bars,.split i,.meter{forced-color-adjust:none}}
`;
