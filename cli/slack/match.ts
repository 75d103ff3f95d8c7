import * as z from 'zod';
import type { SlackApi } from '../../shared/channels/slack/slack-api.ts';
import { emailsOf, type Rep } from '../../shared/domain/team/rep.ts';

/** A rep, and the Slack member with their e-mail address. */
export interface Match {
  readonly rep: Rep;
  readonly email: string;
  /** The member's id, or Slack's code of why there is none. */
  readonly found: { readonly member: string } | { readonly error: string };
}

const Line = z.tuple([z.string().min(1), z.email()]);

/** Reads `rep,e-mail` lines. @throws with the number of the line that is neither that nor empty */
export function readEmails(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').map((line) => line.trim());
  return new Map(
    lines.flatMap((line, index) => {
      if (line === '') return [];
      const read = Line.safeParse(line.split(',').map((cell) => cell.trim()));
      if (!read.success) throw new Error(`Line ${index + 1}: expected a rep id, a comma and an e-mail address.`);
      return [read.data];
    }),
  );
}

/**
 * Finds the members of active reps without an address in Slack. The e-mail address is the given one, else the rep's own,
 * else the one at which they get notifications.
 */
export async function findMembers(
  reps: readonly Rep[],
  emails: ReadonlyMap<string, string>,
  slack: Pick<SlackApi, 'memberByEmail'>,
): Promise<readonly Match[]> {
  const matches: Match[] = [];
  // One after the other: Slack limits how often members may be looked up.
  for (const rep of reps.filter(({ active, addresses }) => active && addresses?.slack === undefined)) {
    const email = emails.get(rep.id) ?? emailsOf(rep)[0];
    if (email === undefined) continue;
    const answer = await slack.memberByEmail(email);
    matches.push({ rep, email, found: answer.ok ? { member: answer.value } : { error: answer.error } });
  }
  return matches;
}

/** Returns the body that gives a matched rep their address, for `PUT /v1/reps/{id}`. */
export function bodyWithAddress({ rep }: Match, member: string): object {
  const { id: _, version: __, ...body } = rep;
  // Those of a calendar are kept by Baton itself.
  const leaves = rep.leaves.filter(({ source }) => source === undefined);
  return { ...body, leaves, addresses: { ...rep.addresses, slack: member } };
}

/** Says who was found, and who is still missing. */
export function formatMatches(matches: readonly Match[], missing: readonly string[]): string {
  const lines = matches.map(({ rep, email, found }) =>
    'member' in found ? `✓ ${rep.id}  ${email}  ${found.member}` : `✗ ${rep.id}  ${email}  ${found.error}`,
  );
  const unknown = missing.length > 0 ? [`No e-mail address: ${missing.join(', ')}`] : [];
  return [...lines, ...unknown].join('\n') || 'Every active rep has an address in Slack.';
}
