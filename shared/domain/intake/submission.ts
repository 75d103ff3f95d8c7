import type { Instant } from '../instant.ts';

/**
 * The person who sent it: everything that identifies them, and so exactly what erasure removes. Fields hold the form's
 * text until enrichment has normalised it. An unknown field is absent, never an empty text.
 */
export interface Person {
  readonly email?: string;
  /** E.164 once normalised, `+493023125123`. */
  readonly phone?: string;
  readonly name?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly company?: string;
  readonly jobTitle?: string;
  readonly website?: string;
  readonly city?: string;
  readonly postalCode?: string;
  /** The form's unmapped fields, with their original names and values. */
  readonly answers: Readonly<Record<string, string>>;
  /**
   * What else was said for a field, oldest first: values that a newer one replaced, and further addresses or numbers
   * in one field. Routing fields of the form are here too.
   */
  readonly otherValues?: Readonly<Record<string, readonly string[]>>;
  /** Earlier people who wrote from the same shared mailbox, such as `info@`, oldest first. */
  readonly otherPeople?: readonly OtherPerson[];
  /**
   * Routing fields as submitted, once the submission has become a lead. They are here and not with the lead, since
   * people write their number under `country`. Enrichment starts from these.
   */
  readonly submittedFacts?: Submission['submittedFacts'];
}

/** The fields of a person that hold one text each. */
export type PersonField = Exclude<keyof Person, 'answers' | 'otherValues' | 'otherPeople' | 'submittedFacts'>;

/** Somebody else behind the same shared mailbox, by what they said of themselves. */
export type OtherPerson = Readonly<Partial<Record<'name' | 'firstName' | 'lastName' | 'phone' | 'jobTitle', string>>>;

/** One parsed form, ad or CRM entry; one body may contain many. */
export interface Submission {
  /** Kind of touchpoint, `demo_request`. */
  readonly touch: string;
  /** Id of the source that delivered it, never what the body claims. */
  readonly source: string;
  /** When the person sent the form, by the sender's clock. Speed-to-lead is counted from here. */
  readonly submittedAt?: Instant;
  /** A test entry: takes no turn and starts no clock. */
  readonly test: boolean;
  readonly person: Person;
  /**
   * Routing fields as submitted: `country`, `employees`, `industry`, `product`, `language`, `region`, `state`, `page` …
   */
  readonly submittedFacts: Readonly<Record<string, string>>;
  /** The person's ids in other systems, each prefixed with the system: `hubspot:901`. */
  readonly externalIds: readonly string[];
  readonly dedupe: {
    /** The sender's own id of this entry. */
    readonly submissionId?: string;
    /** Hash of the entry's content, without the parts that change between deliveries. */
    readonly contentHash: string;
  };
  /** Parts that were left out or could not be read. The raw body still has them. */
  readonly problems: readonly FieldProblem[];
  /** Fields without a known meaning. Their values are among the person's answers. */
  readonly unmapped: readonly UnmappedField[];
}

/** An unmapped field: the sender's name of it, and the question the person read if it differs. */
export interface UnmappedField {
  readonly name: string;
  readonly label?: string;
}

/** A problem with one field, or with the whole lead if `field` is absent. Never contains the field's value. */
export interface FieldProblem {
  readonly code:
    | 'too_many_fields'
    | 'name_too_long'
    | 'value_too_long'
    | 'lead_too_large'
    | 'nested_too_deep'
    | 'file_ignored'
    | 'unreadable_time'
    | 'unreadable_id'
    | 'unreadable_touch'
    /** The sender's id of the entry had come before with other content. */
    | 'id_used_before';
  readonly field?: string;
}
