/**
 * How the sender of one source proves itself besides its kind's own ways, chosen on purpose for senders that can set no
 * header. `query`: the secret is a parameter of the address. `field`: the secret is a field of the body, removed before
 * anything is stored. `address`: whoever knows the unguessable address is believed, up to a limit of deliveries.
 */
export type SenderProofMode =
  | { readonly by: 'query'; readonly name: string }
  | { readonly by: 'field'; readonly name: string }
  | { readonly by: 'address' };

/** Deliveries per minute that a source without a secret accepts. A form of a company's website has fewer. */
export const MAX_UNPROVEN_PER_MINUTE = 60;

/** Stands in a stored body where the sender's secret was. */
export const REDACTED = '[redacted]';
