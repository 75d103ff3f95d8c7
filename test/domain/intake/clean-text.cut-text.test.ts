import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutText, cutTextFromEnd } from '../../../shared/domain/intake/clean-text.ts';
import { collectFields } from '../../../shared/domain/intake/lead-fields.ts';

const FAMILY = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}';

describe('cutting a text', () => {
  it.each([
    [`a\u{1F600}`, 2, 'a'],
    [`a${FAMILY}`, 4, 'a'],
    ['ae\u0301', 2, 'a'],
    ['abc', 3, 'abc'],
    ['abc', 0, ''],
  ])('%j to %s keeps whole characters', (text, length, kept) => {
    expect(cutText(text, length)).toBe(kept);
  });

  it('from its end too', () => {
    expect(cutTextFromEnd(`\u{1F600}bc`, 3)).toBe('bc');
    expect(cutTextFromEnd(`${FAMILY}bc`, 5)).toBe('bc');
  });

  it('always leaves well-formed text within the length, however it is made up', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.nat(80), (text, length) => {
        for (const cut of [cutText(text, length), cutTextFromEnd(text, length)]) {
          expect(cut.isWellFormed()).toBe(true);
          expect(cut.length).toBeLessThanOrEqual(length);
        }
      }),
    );
    expect(cutText(`a${'\u0301'.repeat(500)}`, 300).length).toBe(300);
  });

  it('holds for a question and for a long message of a form', () => {
    const { fields } = collectFields([
      { name: 'q', label: `${'x'.repeat(199)}\u{1F600}`, value: `${'y'.repeat(9999)}\u{1F600}` },
    ]);
    expect(fields).toEqual([{ name: 'q', label: 'x'.repeat(199), value: 'y'.repeat(9999) }]);
  });
});
