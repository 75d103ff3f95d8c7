import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Keepable } from '../../domain/plan/privacy.ts';
import type { Erasure } from '../../domain/privacy/erasure.ts';
import { forgetLead } from '../../domain/privacy/forget-lead.ts';
import { textsOf } from '../../domain/privacy/person-texts.ts';
import { passedOverRulesOf } from '../routing/passed-over-rules.ts';
import { saveTransition } from '../save-transition.ts';
import { keysOfPerson } from './find-person.ts';
import type { PrivacyDeps } from './privacy-deps.ts';

/** What was erased with one lead. */
export interface ErasedLead {
  readonly leads: number;
  readonly rows: number;
  readonly findings: number;
}

/**
 * Erases the person of one lead: findings that quote them, their rows and keys, and everything in the lead. The rows go
 * first, because the lead names the keys; they go again if the lead changed before it was saved, because a submission
 * may have added some. Idempotent, at whichever point it was interrupted.
 */
export async function eraseLead(
  id: LeadId,
  erasure: Pick<Erasure, 'id' | 'because' | 'keys'> & { readonly keeps: readonly Keepable[]; readonly now: Instant },
  deps: PrivacyDeps,
): Promise<ErasedLead> {
  let [rows, findings] = [0, 0];
  const saved = await saveTransition<'forgotten_before'>(
    id,
    async (lead) => {
      const gone = await eraseRows(lead, erasure.keys, deps);
      rows += gone.rows;
      findings += gone.findings;
      const { id: erasureId, because, keeps, now } = erasure;
      const passedOver = await passedOverRulesOf(lead, deps);
      const change = forgetLead(lead, { erasure: erasureId, because, keeps, passedOver, now, eventId: deps.newId() });
      return change ? { change } : { refused: 'forgotten_before' };
    },
    deps,
  );
  if (saved.outcome === 'not_saved') throw new Error(`lead ${id} was not forgotten: ${saved.why.outcome}`);
  return { leads: saved.outcome === 'done' ? 1 : 0, rows, findings };
}

async function eraseRows(lead: Lead, keys: readonly string[], deps: PrivacyDeps) {
  const person = await deps.leads.person(lead.id);
  const texts = textsOf(person);
  const findings = texts.length === 0 ? 0 : await deps.eraser.eraseFindings(texts);
  const own = lead.personKey === undefined ? [] : [lead.personKey];
  const persons = [...new Set([...keys, ...own, ...(person ? await keysOfPerson(person, deps) : [])])];
  const { externalIds: external, submissionKeys: submissions = [] } = lead;
  return { rows: await deps.eraser.erasePerson(lead.id, { persons, external, submissions }), findings };
}
