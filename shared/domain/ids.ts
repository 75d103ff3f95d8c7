/** Identifier of a lead, `lead_01J…` (ULID). */
export type LeadId = string;
/** Identifier of a person who works leads or is accountable for them, from the reps data, `dana.ruiz`. */
export type RepId = string;
/** Identifier of a team in the plan, `sdr-emea`. */
export type TeamId = string;
/** Identifier of a review queue in the plan, `catch-all`. */
export type QueueId = string;
/** Identifier of an account in the CRM or in the imported file, `acme`. */
export type AccountId = string;
/** Identifier of a rule in the plan, `enterprise-demo`. */
export type RuleId = string;
