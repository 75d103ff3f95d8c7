import { expect, it } from 'vitest';
import { isCurrentFormToken } from '../../../shared/domain/forms/form-token.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';

const NOW = '2026-11-23T09:00:00.000Z';
const TOKEN = { source: 'website', lead: 'lead_1', expires: addSeconds(NOW, 3600) };

it('ends, and cannot be made to last', () => {
  expect(isCurrentFormToken(TOKEN, NOW)).toBe(true);
  expect(isCurrentFormToken(TOKEN, TOKEN.expires)).toBe(false);
  const day = 24 * 3600;
  expect(isCurrentFormToken({ ...TOKEN, expires: addSeconds(NOW, 90 * day) }, NOW)).toBe(true);
  expect(isCurrentFormToken({ ...TOKEN, expires: addSeconds(NOW, 90 * day + 1) }, NOW)).toBe(false);
});
