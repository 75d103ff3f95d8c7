import { expect, it } from 'vitest';
import { CRM_FAILURE_CODES, crmReasonText, isPassing } from '../../../shared/domain/crm/crm-failure.ts';

it('every failure has a sentence, with the property it is about', () => {
  for (const code of CRM_FAILURE_CODES) expect(crmReasonText({ code })).toMatch(/^[A-Z].*\.$/);
  expect(crmReasonText({ code: 'refused_value', property: 'baton_band' })).toMatch(
    /^baton_band: The CRM does not accept/,
  );
});

it('only what may succeed later is tried again', () => {
  expect(['rate_limited', 'unauthorized', 'locked'].map((code) => isPassing(code as 'locked'))).toEqual([
    true,
    true,
    true,
  ]);
  expect(['duplicate_rule', 'no_email', 'record_deleted'].map((code) => isPassing(code as 'locked'))).toEqual([
    false,
    false,
    false,
  ]);
});
