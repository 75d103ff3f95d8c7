import { expect, test } from 'vitest';
import { readLanguage } from '../../../shared/domain/enrichment/language.ts';

test.each([
  ['de', 'de'],
  ['DE', 'de'],
  ['de-AT', 'de'],
  ['de_CH', 'de'],
  ['zh-Hant-TW', 'zh'],
  ['German', 'de'],
  ['Deutsch', 'de'],
  ['allemand', 'de'],
  ['German (Deutsch)', 'de'],
  ['English', 'en'],
  ['en-US', 'en'],
  ['Französisch', 'fr'],
  ['Français', 'fr'],
  ['Español', 'es'],
  ['English / UK', 'en'],
  ['日本語', 'ja'],
  ['Русский', 'ru'],
  ['nb-NO', 'no'],
  ['xx', undefined],
  ['', undefined],
  ['Klingon', undefined],
  ['constructor', undefined],
])('reads the language %j as %s', (said, code) => {
  expect(readLanguage(said)).toBe(code);
});
