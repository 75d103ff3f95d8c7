import { foldWords } from './clean-text.ts';
import type { Submission } from './submission.ts';

/** Fields that change between deliveries of the same entry, by folded name without spaces. */
const VOLATILE_FIELDS: ReadonlySet<string> = new Set(
  (
    'timestamp time sentat sendtime sentdate createdat created createdtime createddate datecreated updatedat updated modifiedat ' +
    'receivedat deliveredat submittedat submissiondate submissiontime landedat occurredat attempt attemptnumber attempts ' +
    'retry retries retrycount deliveryattempt deliveryid requestid messageid eventid webhookid traceid correlationid ' +
    'signature token csrftoken nonce hash checksum ip ipaddress clientip remoteip useragent sessionid'
  ).split(' '),
);

/**
 * Returns an entry's content as text that does not depend on the order of its fields and does not change between two
 * deliveries of the entry. It contains personal data: hash it, never store or log it.
 */
export function canonicaliseContent(
  submission: Pick<Submission, 'touch' | 'source' | 'test' | 'person' | 'submittedFacts'>,
): string {
  const { answers, otherValues: _, otherPeople: __, submittedFacts: ___, ...identity } = submission.person;
  const stableAnswers = Object.entries(answers).filter(([name]) => !isVolatile(name));
  return JSON.stringify([
    submission.source,
    submission.touch,
    submission.test,
    sortEntries(Object.entries(identity)),
    sortEntries(Object.entries(submission.submittedFacts)),
    sortEntries(stableAnswers),
  ]);
}

function isVolatile(name: string): boolean {
  const last = name.split('.').at(-1) ?? name;
  return VOLATILE_FIELDS.has(foldWords(last).replaceAll(' ', ''));
}

function sortEntries(entries: readonly (readonly [string, string | undefined])[]): typeof entries {
  return entries.filter(([, value]) => value !== undefined).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
