import { describe, expect, it } from 'vitest';
import {
  hasEmailAddress,
  hasPersonalData,
  isShortEnough,
  mustBeHidden,
  redactValue,
} from '../../../shared/domain/enrichment/personal-text.ts';

describe('an e-mail address in a text', () => {
  it.each([
    'ada@acme.example',
    'ada ＠ acme.example',
    'ada﹫acme.example',
    'ada%40acme.example',
    'ada%2540acme.example',
    'ada&#64;acme.example',
    'ada&#x40;acme.example',
    'ada&commat;acme.example',
    'ada(at)acme.example',
    'ada (at) acme (dot) example',
    'ada [AT] acme.example',
    'ada{at}acme.example',
    'ada <at> acme.example',
    'ada（at）acme.example',
    'acme(dot)example',
    'acme [punkt] example',
    'ada at acme dot example',
    'ADA AT ACME DOT EXAMPLE',
    'ada_at_acme_dot_example',
    'ada-at-acme-dot-example',
    'ada.north at acme.example',
    'ada7 at acme.example',
    'ada at gmail.com',
    'nora\u00a0at\u00a0gmx.de',
  ])('%s is taken for one', (text) => {
    expect(hasEmailAddress(text)).toBe(true);
    expect(hasPersonalData(`ask ${text} now`)).toBe(true);
  });

  it.each([
    'Head of Sales at Acme',
    'CEO at acme.example',
    'Engineer at connect-the-dots',
    'available at 10.30',
    'dot',
    'polka dot prints',
    '.NET and Node.js',
    'Software (attached)',
    'A/B testing [beta]',
    'meet at noon, dot matrix printers',
    'data platform',
    'Latvia',
    '/blog/at-a-glance',
  ])('%s is none', (text) => {
    expect(hasEmailAddress(text)).toBe(false);
    expect(hasPersonalData(text)).toBe(false);
  });
});

describe('a value', () => {
  it('is hidden if it names a person or is prose', () => {
    expect(['scanner', 'ada (at) acme (dot) example', '0170–1234567', 'x'.repeat(201)].map(mustBeHidden)).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(isShortEnough('x'.repeat(200))).toBe(true);
  });

  it('is shown to maintainers only if it is short and names nobody', () => {
    expect(['Tech & Co', '1000-4999', '0170_1234567', 'ada at gmail.com', 'x'.repeat(61)].map(redactValue)).toEqual([
      'Tech & Co',
      '1000-4999',
      undefined,
      undefined,
      undefined,
    ]);
  });
});
