import { type Html, html } from '../../runtime/pages/html.ts';
import { type Bar, type BarLength, cleanText, type MailBlock, type MailContent } from './mail-content.ts';

/**
 * Colours for both modes. Mail programs that drop the style sheet show the attributes of the elements, which are those
 * of the light mode.
 */
const STYLE = `:root{color-scheme:light dark;supported-color-schemes:light dark}
body{margin:0;padding:0}
@media (max-width:480px){.card{padding:16px!important}.name{display:block!important;width:auto!important;padding-bottom:0!important}
.value{display:block!important;padding-top:0!important}.button{display:block!important;margin-right:0!important}}
@media (prefers-color-scheme:dark){.page{background:#121417!important}.card{background:#1d2126!important}
.text{color:#e8eaed!important}.quiet{color:#b3b9c1!important}.line{border-color:#3a4149!important}
.other{background:#1d2126!important;color:#a8c7fa!important;border-color:#a8c7fa!important}
.main{background:#a8c7fa!important;color:#062e6f!important;border-color:#a8c7fa!important}
.bar{background:#a8c7fa!important}.before{background:#47648f!important}}`;

const FONT = 'font-family:system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif';
const TEXT = 'color:#1f2328';
const QUIET = 'color:#57606a';
const BARS = {
  bar: { height: 14, font: 14, colour: '#0b57d0', look: TEXT, textClass: 'text' },
  before: { height: 8, font: 12, colour: '#a9c1e8', look: QUIET, textClass: 'quiet' },
} as const;

/** Shows a mail as HTML: tables and attributes, since mail programs know little else. It loads nothing. */
export function renderHtmlMail({ preview, title, intro, blocks, footer }: MailContent): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${title}</title>
${{ html: `<style>${STYLE}</style>` }}
</head>
<body class="page" style="background:#f3f4f6">
<div style="display:none;max-height:0;overflow:hidden">${preview}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f4f6"><tr><td align="center" style="padding:16px 8px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px"><tr>
<td class="card" style="background:#ffffff;padding:28px;border-radius:8px;${FONT};font-size:16px;line-height:1.5">
<h1 class="text" style="margin:0 0 8px;font-size:22px;line-height:1.3;overflow-wrap:anywhere;${TEXT}">${title}</h1>
${intro.map((line) => html`<p class="text" style="margin:0 0 8px;overflow-wrap:anywhere;${TEXT}">${line}</p>\n`)}
${blocks.map(renderBlock)}
<p class="quiet line" style="margin:28px 0 0;padding-top:12px;border-top:1px solid #d0d7de;font-size:13px;${QUIET}">${footer}</p>
</td></tr></table>
</td></tr></table>
</body>
</html>
`.html;
}

function renderBlock(block: MailBlock): Html {
  switch (block.kind) {
    case 'facts':
      return html`${heading(block.title)}<table role="presentation" width="100%" cellpadding="0" cellspacing="0">${block.rows.map(
        ({ name, value }) =>
          html`<tr><td class="name quiet" width="150" valign="top" style="padding:4px 12px 4px 0;font-size:14px;overflow-wrap:anywhere;${QUIET}">${name}</td>
<td class="value text" valign="top" style="padding:4px 0;white-space:pre-line;overflow-wrap:anywhere;${TEXT}">${cleanText(value)}</td></tr>\n`,
      )}</table>\n`;
    case 'list':
      return html`${heading(block.title)}<ul style="margin:0;padding:0 0 0 20px">${block.items.map(
        (item) =>
          html`<li class="text" style="margin:0 0 4px;overflow-wrap:anywhere;${TEXT}">${cleanText(item)}</li>\n`,
      )}</ul>\n`;
    case 'buttons':
      return html`${heading(block.title)}<div style="padding-top:8px">${block.buttons.map(({ label, url }, index) => renderButton(label, url, index === 0))}</div>\n`;
    case 'bars':
      return html`${heading(block.title)}${block.caption === undefined ? html`` : html`<p class="quiet" style="margin:0 0 8px;font-size:14px;${QUIET}">${block.caption}</p>\n`}<table role="presentation" width="100%" cellpadding="0" cellspacing="0">${block.bars.map(renderBar)}</table>\n`;
  }
}

/** A bar is a cell with a colour and a width. Mail programs show it without loading anything. */
function renderBar({ label, before, ...now }: Bar): Html {
  return html`<tr><td class="name quiet" width="150" valign="top" style="padding:5px 12px 5px 0;font-size:14px;line-height:1.3;overflow-wrap:anywhere;${QUIET}">${label}</td>
<td class="value" valign="top" style="padding:5px 0">${renderBarLine(now, 'bar')}${before === undefined ? html`` : renderBarLine(before, 'before')}</td></tr>\n`;
}

/** The layout is fixed, so that a long figure makes no bar shorter than it should be. */
function renderBarLine({ share, text }: BarLength, kind: 'bar' | 'before'): Html {
  const percent = percentOf(share);
  const { height, font, colour, look, textClass } = BARS[kind];
  const bar =
    percent === 0
      ? html``
      : html`<td width="${percent}%" style="padding:0"><div class="${kind}" style="height:${height}px;line-height:${height}px;font-size:1px;border-radius:3px;background:${colour}">&nbsp;</div></td>`;
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="table-layout:fixed"><tr>${bar}<td class="${textClass}" style="padding:0 0 0 ${percent === 0 ? 0 : 8}px;font-size:${font}px;line-height:1.3;${look}">${text}</td></tr></table>`;
}

function renderButton(label: string, url: string, isMain: boolean): Html {
  const colours = isMain ? 'background:#0b57d0;color:#ffffff' : 'background:#ffffff;color:#0b57d0';
  return html`<a class="button ${isMain ? 'main' : 'other'}" href="${url}" style="display:inline-block;margin:0 8px 8px 0;padding:10px 16px;min-height:24px;border:1px solid #0b57d0;border-radius:6px;text-decoration:none;text-align:center;font-weight:600;${colours}">${label}</a>\n`;
}

function heading(title: string | undefined): Html {
  if (title === undefined) return html``;
  return html`<h2 class="text" style="margin:24px 0 8px;font-size:17px;line-height:1.3;${TEXT}">${title}</h2>\n`;
}

/** Returns the width of a bar. The longest leaves room for its figure. */
function percentOf(share: number): number {
  const longest = 62;
  return Math.ceil(Math.min(1, Math.max(0, share)) * longest);
}
