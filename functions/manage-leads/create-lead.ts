import { sha256 } from '../../shared/adapters/crypto/sha256.ts';
import type { LeadBody, leadRoutes } from '../../shared/api/leads.ts';
import { readSubmission } from '../../shared/domain/intake/read-submission.ts';
import { actorOf } from '../../shared/runtime/auth/principal.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import { type CreateOrMergeDeps, createOrMergeLead } from '../../shared/use-cases/intake/create-or-merge-lead.ts';
import { submissionKeys } from '../../shared/use-cases/intake/submission-key.ts';

const RECEIPT_OUTCOMES = { created: 'created', touched: 'merged', repeated: 'duplicate' } as const;

/**
 * `POST /v1/leads`: creates a lead for a client program. A known person is merged; a repeated submission is recognised.
 */
export const createLead: RouteHandler<typeof leadRoutes.createLead, CreateOrMergeDeps> = async (
  { body, principal, now },
  deps,
) => {
  const submission = { ...submissionOf(body), externalIds: body.externalIds };
  const keys = submissionKeys({ source: body.source, dedupe: submission.dedupe, receivedAt: now }, sha256);
  const result = await createOrMergeLead({ submission, keys, actor: actorOf(principal), now }, deps);
  const receipt = { id: result.lead, outcome: RECEIPT_OUTCOMES[result.outcome] };
  return result.outcome === 'created' ? { status: 201, body: receipt } : { status: 200, body: receipt };
};

/** Reads the fields the way a form is read; they have our own names. */
function submissionOf({ source, fields, submittedAt, submissionId, externalIds: _, test, touch, ...person }: LeadBody) {
  const known = { ...person, touch, submissionId, submittedAt, test: test ? 'true' : undefined };
  const named = Object.entries({ ...known, ...fields }).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value }],
  );
  return readSubmission({ lead: { fields: named, problems: [] }, mapping: { source, touch: 'api' }, hash: sha256 });
}
