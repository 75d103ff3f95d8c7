import { createHash } from 'node:crypto';

/** Text that is already escaped. */
export interface Html {
  readonly html: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Builds HTML. Escapes all values except HTML fragments and lists of them. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  return { html: parts.reduce((text, part, at) => `${text}${renderValue(values[at - 1] ?? '')}${part}`) };
}

function renderValue(value: string | number | Html | readonly Html[]): string {
  if (typeof value === 'object') return 'html' in value ? value.html : value.map(renderValue).join('');
  return String(value).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

const STYLE = `:root{color-scheme:light dark;font:18px/1.5 system-ui,sans-serif}
body{margin:0;padding:2rem 1rem}
main{max-width:32rem;margin:auto}
h1{font-size:1.5rem;line-height:1.25}
label{display:block;font-weight:600;margin:1rem 0 .25rem}
button,input,select{font:inherit;padding:.6rem .8rem;border-radius:.4rem;border:1px solid #767676;min-height:44px;box-sizing:border-box}
button{margin-top:1.5rem;background:#0b57d0;color:#fff;border-color:#0b57d0;cursor:pointer}
:focus-visible{outline:3px solid #f9a825;outline-offset:2px}
[role=alert]{border-left:4px solid #c62828;padding-left:.8rem}`;

/**
 * Renders a whole page. It loads nothing external, allows no scripts, caching, framing or indexing, and sends no
 * referrer.
 */
export function renderPage(title: string, content: Html): string {
  const style = { html: `<style>${STYLE}</style>` };
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title} – Baton</title>
${style}
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`.html;
}

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Headers for {@link renderPage}. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
};
