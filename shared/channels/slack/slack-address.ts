import * as z from '../../domain/lazy-zod.ts';

/** The Slack member id of a person. */
export const slackAddress = z
  .string()
  .regex(/^[UW][A-Z0-9]{5,20}$/, 'Slack member id such as U024BE7LH')
  .describe('Slack member id, `U024BE7LH`: in Slack, profile → ⋮ → Copy member ID.');
