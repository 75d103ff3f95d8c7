import * as z from '../domain/lazy-zod.ts';

/** The longest address that mail servers accept. */
const MAX_LENGTH = 254;

/** A person's own e-mail address: plain, without a display name. */
export const emailAddress = z
  .email('e-mail address such as mia@acme.example')
  .max(MAX_LENGTH)
  .describe('E-mail address that receives messages with answer buttons.');
