/** Kinds of contact that a CRM or a mail tool reports, as the plan names them. `reply`: by the person. */
export const CONTACT_KINDS = ['call', 'email_sent', 'meeting', 'reply'] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

/** A kind of contact that counts. `minSeconds`: it must be known to have taken as long. */
export interface CountedContact {
  readonly kind: ContactKind;
  readonly minSeconds: number;
}

/** What counts as a contact with the person, so that the owner's clock stops. */
export interface TouchedBy {
  readonly what: readonly CountedContact[];
  /** Whose contacts count: the owner's alone, or those of every rep. */
  readonly who: 'owner' | 'anyone';
  /** Working seconds for which a click alone counts; then evidence is due. Absent: for ever. */
  readonly clickSeconds?: number;
}

/** The rules of a plan that has none: what is reported as a contact by the owner counts. */
export const DEFAULT_TOUCHED_BY: TouchedBy = {
  what: CONTACT_KINDS.map((kind) => ({ kind, minSeconds: 0 })),
  who: 'owner',
};

/** A contact as another system reported it. */
interface ReportedContact {
  /** A kind of contact, or another code. */
  readonly kind: string;
  /** How long it took, if known. */
  readonly seconds?: number;
}

/**
 * Whether the plan counts a reported contact. Codes that the plan cannot name count: whoever reports them has decided
 * that they are contacts.
 */
export function countsAsTouch({ what }: TouchedBy, { kind, seconds }: ReportedContact): boolean {
  if (!(CONTACT_KINDS as readonly string[]).includes(kind)) return true;
  return what.some((one) => one.kind === kind && (one.minSeconds === 0 || (seconds ?? 0) >= one.minSeconds));
}
