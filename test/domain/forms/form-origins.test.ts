import { expect, it } from 'vitest';
import { isAllowedOrigin } from '../../../shared/domain/forms/form-origins.ts';

it('allows the pages that a source names, and by default none', () => {
  const source = { origins: ['https://www.acme.example'] };
  expect(isAllowedOrigin('https://www.acme.example', source)).toBe(true);
  expect(isAllowedOrigin('http://www.acme.example', source)).toBe(false);
  expect(isAllowedOrigin('https://www.acme.example.evil.example', source)).toBe(false);
  expect(isAllowedOrigin('https://www.acme.example', {})).toBe(false);
});
