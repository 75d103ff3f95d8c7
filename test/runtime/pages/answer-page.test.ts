import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ANSWER_KINDS } from '../../../shared/domain/answers/answer-link.ts';
import {
  renderAnswerPage,
  renderConfirmationPage,
  renderRefusalPage,
} from '../../../shared/runtime/pages/answer-page.ts';
import { html, PAGE_HEADERS, renderPage } from '../../../shared/runtime/pages/html.ts';

const NONE = { reasons: [] };
const EVIL = `"><script>alert('x')</script>&`;

describe('html', () => {
  it('escapes all values except HTML fragments', () => {
    expect(html`<b title="${EVIL}">${html`<i>${1}</i>`}${[html`<u>`, html`</u>`]}</b>`.html).toBe(
      '<b title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;"><i>1</i><u></u></b>',
    );
  });
});

describe('every page', () => {
  const pages = [
    ...ANSWER_KINDS.map((answer) =>
      renderAnswerPage({ answer, lead: 'lead_1' }, { reasons: ['spam'], earliestDate: '2026-11-22' }),
    ),
    ...ANSWER_KINDS.map(renderConfirmationPage),
    ...(['invalid', 'expired', 'changed_meanwhile', 'incomplete'] as const).map(renderRefusalPage),
  ];

  it('has a language, one title, one heading and one main element', () => {
    for (const text of pages) {
      expect(text).toMatch(/^<!doctype html>\n<html lang="en">/);
      expect(text.match(/<h1>|<title>|<main>/g)).toEqual(['<title>', '<main>', '<h1>']);
      expect(text).toContain('name="viewport"');
      expect(text).toContain('<meta name="robots" content="noindex, nofollow">');
    }
  });

  it('loads nothing external and runs no scripts', () => {
    for (const text of pages) expect(text).not.toMatch(/https?:|src=|href=|url\(|@import|<script|<link|\bon\w+=/);
  });

  it('may use only its own style, by hash, and post only to its own origin', () => {
    const style = /<style>(.*?)<\/style>/s.exec(renderPage('x', html`y`))?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(PAGE_HEADERS['content-security-policy']).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    );
    expect(PAGE_HEADERS).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    });
  });
});

describe('answerPage', () => {
  it('changes nothing by itself: it has one form with one button that posts to the link', () => {
    const text = renderAnswerPage({ answer: 'contacted', lead: 'lead_1' }, NONE);
    expect(text.match(/<form[^>]*>/g)).toEqual(['<form method="post">']);
    expect(text.match(/<button[^>]*>[^<]*/g)).toEqual(['<button type="submit">Yes, contacted']);
    expect(text).toContain('lead_1');
    expect(text).not.toMatch(/<input|<select|http-equiv/);
  });

  it('asks for a reason and a date only where needed, each with a label', () => {
    const text = renderAnswerPage({ answer: 'misrouted', lead: 'lead_1' }, { reasons: ['wrong_territory', 'spam'] });
    expect(text).toContain('<label for="reason">');
    expect(text).toContain('<option value="wrong_territory">wrong territory</option>');
    expect(text).not.toContain('type="date"');
    const later = renderAnswerPage({ answer: 'not_now', lead: 'lead_1' }, { reasons: [], earliestDate: '2026-11-22' });
    expect(later).toMatch(
      /<label for="until">.*\n<input id="until" name="until" type="date" min="2026-11-22" required>/,
    );
    expect(later).not.toContain('<select');
  });

  it('escapes everything it is given', () => {
    const text = renderAnswerPage({ answer: 'misrouted', lead: EVIL }, { reasons: [EVIL], earliestDate: EVIL });
    expect(text).not.toContain('<script');
    expect(text.match(/&lt;script&gt;/g)).toHaveLength(4);
  });

  it('has a separate text for each answer', () => {
    const titles = ANSWER_KINDS.map(
      (answer) => /<h1>(.*)<\/h1>/.exec(renderAnswerPage({ answer, lead: 'lead_1' }, NONE))?.[1],
    );
    expect(new Set(titles).size).toBe(ANSWER_KINDS.length);
  });
});

describe('confirmations and refusals', () => {
  it('are announced to screen readers', () => {
    expect(renderConfirmationPage('declined')).toContain('<p role="status">Saved: the lead goes to somebody else.');
    expect(renderRefusalPage('changed_meanwhile')).toContain('<p role="alert">');
    expect(renderRefusalPage('expired')).toContain('This link has expired');
  });
});
