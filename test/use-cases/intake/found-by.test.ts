import { expect, it } from 'vitest';
import { earlierLeadsOf, submissionKeysOf } from '../../../shared/use-cases/intake/found-by.ts';

const numbered = (count: number) => Array.from({ length: count }, (_, number) => `${number}`);

it('notes both keys of a submission behind those noted before', () => {
  expect(submissionKeysOf({}, { submission: 'content', submissionId: 'id' })).toEqual(['content', 'id']);
  expect(submissionKeysOf({ submissionKeys: ['old'] }, { submission: 'content' })).toEqual(['old', 'content']);
  expect(submissionKeysOf({ submissionKeys: ['old'] }, {})).toEqual(['old']);
});

it('drops the oldest key for the newest', () => {
  const keys = submissionKeysOf({ submissionKeys: numbered(200) }, { submission: 'content', submissionId: 'id' });
  expect(keys).toHaveLength(200);
  expect([keys[0], ...keys.slice(-2)]).toEqual(['2', 'content', 'id']);
});

it('notes each lead that gives up a key once, behind the earlier ones', () => {
  const claims = [{ key: 'a', releasedBy: 'lead_2' }, { key: 'b' }, { key: 'c', releasedBy: 'lead_2' }];
  expect(earlierLeadsOf({}, claims)).toEqual({ earlierLeads: ['lead_2'] });
  expect(earlierLeadsOf({ earlierLeads: ['lead_1', 'lead_2'] }, claims)).toEqual({
    earlierLeads: ['lead_1', 'lead_2'],
  });
  expect(earlierLeadsOf({ earlierLeads: ['lead_1'] }, [])).toEqual({ earlierLeads: ['lead_1'] });
});

it('notes nothing when no lead gives up a key', () => {
  expect(earlierLeadsOf({}, [{ key: 'a' }])).toEqual({});
});

it('drops the oldest earlier lead for the newest', () => {
  const { earlierLeads = [] } = earlierLeadsOf({ earlierLeads: numbered(200) }, [{ key: 'a', releasedBy: 'lead_x' }]);
  expect([earlierLeads.length, earlierLeads[0], earlierLeads.at(-1)]).toEqual([200, '1', 'lead_x']);
});
