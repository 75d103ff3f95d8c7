import * as z from '../../domain/lazy-zod.ts';

/** Format of the secret: the credentials for each CRM. */
const CrmSecretsSchema = z.object({
  hubspot: z
    .object({
      token: z.string().min(1),
      /** With which HubSpot signs its calls; two while one is replaced. Absent: it does not call. */
      clientSecrets: z.array(z.string().min(1)).min(1).max(2).readonly().optional(),
    })
    .optional(),
  salesforce: z.object({ clientId: z.string().min(1), clientSecret: z.string().min(1) }).optional(),
});
export type CrmSecrets = z.output<typeof CrmSecretsSchema>;

/** Parses the text of the secret. @throws when its format is wrong (a configuration error). */
export function parseCrmSecrets(text: string): CrmSecrets {
  const all = CrmSecretsSchema.safeParse(JSON.parse(text || '{}'));
  if (!all.success) throw new Error('the secret of the CRM has the wrong format');
  return all.data;
}
