import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import * as z from 'zod';
import type { StackOutputs } from '../../infra/outputs.ts';
import type { RepId } from '../../shared/domain/ids.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import { systemClock } from '../../shared/runtime/lambda/clock.ts';
import { importCompanies } from '../crm/accounts-command.ts';
import { connect as connectCrm } from '../crm/connect.ts';
import { connectWebhooks } from '../crm/connect-webhooks.ts';
import { openCrmAccess } from '../crm/crm-access.ts';
import { CrmDesk } from '../fakes/crm/crm-desk.ts';
import { startCrmPage } from '../fakes/crm/crm-page.ts';
import type { FakeUser } from '../fakes/crm/fake-crm.ts';
import { startFakeHubSpot } from '../fakes/crm/fake-hubspot.ts';
import { postHubSpotEvents } from '../fakes/crm/hubspot-webhooks.ts';
import { BOT_TOKEN, type FakeChannel, type FakeMember, FakeSlack } from '../fakes/slack/fake-slack.ts';
import { SIGNING_SECRET } from '../fakes/slack/slack-calls.ts';
import { startSlackPages } from '../fakes/slack/slack-pages.ts';
import { SlackWindow } from '../fakes/slack/slack-window.ts';
import { connectSlack } from '../slack/connect.ts';
import { connectDeps } from '../slack/connect-deps.ts';
import { putDemoCompanies } from './demo-companies.ts';
import { ACCOUNTS_FILE } from './inputs.ts';

/** What the example company uses beside Baton: a workspace of Slack and a HubSpot, on this machine alone. */
export interface DemoOffice {
  readonly slack: FakeSlack;
  readonly window: SlackWindow;
  /** Reps by their Slack member id. */
  readonly reps: ReadonlyMap<string, RepId>;
  /** Reps by the address of their mailbox. */
  readonly mailboxes: ReadonlyMap<string, RepId>;
  /** Pages to look at: the messages of each person, and the contacts. */
  readonly slackUrl: string;
  readonly crmUrl: string;
  /** Connects both to the stack, as `baton slack connect` and `baton crm connect` do. */
  connect(): Promise<void>;
  /** Imports the companies as accounts that follow, as `baton crm accounts --apply --follow on` does. */
  importAccounts(): Promise<void>;
  close(): Promise<void>;
}

/** The people of the example company, as they are known in Slack and HubSpot. */
export interface OfficePeople {
  readonly members: readonly FakeMember[];
  readonly users: readonly FakeUser[];
  readonly reps: ReadonlyMap<string, RepId>;
  readonly mailboxes: ReadonlyMap<string, RepId>;
}

const PeopleFile = z.object({
  reps: z.record(
    z.string(),
    z.object({
      name: z.string(),
      email: z.string(),
      addresses: z.object({ slack: z.string().optional() }).optional(),
    }),
  ),
});

/** Reads the people from a file of reps. Everybody is in both; who has no Slack address yet can be found by e-mail. */
export function readOfficePeople(repsYaml: string): OfficePeople {
  const people = Object.entries(PeopleFile.parse(parse(repsYaml)).reps).map(([id, { name, email, addresses }]) => ({
    ...{ id, name, email },
    member: addresses?.slack ?? `U0${id.replaceAll(/[^a-z]/g, '').toUpperCase()}`,
  }));
  return {
    members: people.map(({ name, email, member }) => ({ id: member, name, email })),
    users: people.map(({ email }, index) => ({ id: String(48_101 + index), email, active: true })),
    reps: new Map(people.map(({ id, member }) => [member, id])),
    mailboxes: new Map(people.map(({ id, email }) => [email, id])),
  };
}

/** Returns the channels that a plan names, each with the name of its team. */
export function channelsOf({ teams }: Pick<Plan, 'teams'>): readonly FakeChannel[] {
  return Object.values(teams).flatMap(({ id, slack }) => (slack ? [{ id: slack.channel, name: id }] : []));
}

/** Starts Slack and HubSpot for the example company, with a page of each. */
export async function startDemoOffice(
  { members, users, reps, mailboxes }: OfficePeople,
  plan: Pick<Plan, 'teams'>,
  outputs: StackOutputs,
): Promise<DemoOffice> {
  const slack = new FakeSlack();
  slack.members.push(...members);
  slack.channels.push(...channelsOf(plan));
  const window = new SlackWindow(slack, { url: outputs.ApiUrl, signingSecret: SIGNING_SECRET });
  const [apiUrl, slackPages, crm] = await Promise.all([
    slack.start(),
    startSlackPages(slack, window),
    startFakeHubSpot(users),
  ]);
  const clientSecret = randomUUID();
  putDemoCompanies(crm, { accountsCsv: await readFile(ACCOUNTS_FILE, 'utf8'), users, now: systemClock() });
  const crmPage = await startCrmPage({
    ...{ ...crm, users },
    desk: new CrmDesk(crm, systemClock),
    post: async (events) => {
      const status = await postHubSpotEvents(events, { apiUrl: outputs.ApiUrl, clientSecret });
      if (status !== 202) throw new Error(`Baton answered a call by HubSpot with ${status}`);
    },
  });
  return {
    ...{ slack, window, reps, mailboxes },
    slackUrl: slackPages.url,
    crmUrl: crmPage.url,
    connect: async () => {
      await connectSlack({ botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET, apiUrl }, connectDeps(outputs, apiUrl));
      const secrets = { hubspot: { token: crm.secret() } };
      const access = await openCrmAccess('local');
      await connectCrm({ system: 'hubspot', url: crm.url, secrets }, access);
      await connectWebhooks(clientSecret, access);
    },
    importAccounts: async () => {
      const options = { apply: true, prune: false, follow: 'on', json: false } as const;
      await importCompanies(options, await openCrmAccess('local'));
    },
    close: async () => {
      await Promise.all([slackPages.close(), crmPage.close(), slack.stop(), crm.close()]);
    },
  };
}
