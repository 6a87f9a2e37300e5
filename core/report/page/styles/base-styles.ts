import { type Html, literal } from '../markup/html.ts';

/**
 * Tokens, type and what is used everywhere. Neutral greys, since colour beside pictures changes how they look; the one
 * red is for failures and always has a word with it. Text has a contrast of 4.5 or more in both schemes.
 */
export const BASE_STYLES: Html = literal`
:root{color-scheme:light dark;
--page:light-dark(#f3f3f3,#191919);--card:light-dark(#fff,#222);--ink:light-dark(#1b1b1b,#ededed);
--dim:light-dark(#5a5a5a,#ababab);--line:light-dark(#dcdcdc,#3b3b3b);--track:light-dark(#ececec,#303030);
--now:light-dark(#8a8a8a,#7c7c7c);--then:light-dark(#333,#dedede);--field:light-dark(#d2d2d2,#3d3d3d);
--bad:light-dark(#a3261b,#f2a093);--link:light-dark(#1f4b8f,#a9c6f2);--hover:light-dark(#f7f7f7,#282828)}
*{box-sizing:border-box}
html{scroll-behavior:smooth;text-size-adjust:100%;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:1140px;padding:0 20px 80px;background:var(--page);color:var(--ink);
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
h1,h2,h3,h4,p,ul,dl,dd,figure,blockquote,pre{margin:0;padding:0}
ul{list-style:none}
h1{font-size:30px;line-height:1.2;letter-spacing:-.015em;text-wrap:balance}
h2{font-size:21px;line-height:1.3;letter-spacing:-.01em;margin:52px 0 10px}
h3{font-size:18px;line-height:1.35;display:inline}
h4{font-size:15px;margin:30px 0 10px}
h2 small,h4 small{font-size:14px;font-weight:400;color:var(--dim);margin-left:6px}
small{font-size:.87em}
a{color:var(--link);text-underline-offset:2px;text-decoration-thickness:1px}
a:focus-visible,summary:focus-visible{outline:2px solid var(--ink);outline-offset:2px;box-shadow:0 0 0 2px var(--card);border-radius:2px}
code,pre{font:13.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
table{border-spacing:0;width:100%}
th{font-weight:600;text-align:left}
abbr{text-decoration:none;cursor:help}
details>summary{cursor:pointer;color:var(--link);width:fit-content;padding:4px 0}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.note{color:var(--dim);font-size:13.5px}
.why{font-weight:600}
.status{display:inline-block;font-size:12.5px;font-weight:600;line-height:18px;padding:0 8px;border:1px solid var(--dim);border-radius:9px;vertical-align:2px;white-space:nowrap}
.status.planned{background:var(--ink);border-color:var(--ink);color:var(--card)}
.status.applied{border:2px solid var(--ink);line-height:16px}
.status.partly{border:2px solid var(--ink);border-left-width:9px;line-height:16px}
.status.failed,.status.stale,.status.busy{border:2px solid var(--bad);color:var(--bad);line-height:16px}
.status.stale{border-style:dashed}.status.busy{border-style:dotted}
.status.rolled-back{border-style:double;border-width:3px;line-height:14px}
.status.alone{color:var(--dim);border-style:dotted}
.status.balanced{color:var(--dim);border-style:dashed}
.badge{display:inline-block;font-size:11.5px;font-weight:700;line-height:16px;padding:0 6px;border:1px solid var(--ink);border-radius:4px;background:repeating-linear-gradient(135deg,var(--line) 0 1px,transparent 1px 5px) var(--card);white-space:nowrap;vertical-align:1px}
.notice{border:1px solid var(--line);border-left:4px solid var(--ink);border-radius:8px;background:var(--card);padding:11px 16px;margin-top:18px;max-width:64em}
.actor .notice{background:none;margin-top:14px;max-width:none}
.notice.bad{border-left-color:var(--bad);white-space:pre-line}
:target{scroll-margin-top:16px}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@media (max-width:560px){body{padding:0 14px 60px}h1{font-size:25px}h2{margin-top:40px}}
@media print{body{max-width:none;padding:0;background:#fff;font-size:11px;color-scheme:light}nav{display:none}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}h2,h3,h4{break-after:avoid}}
`;
