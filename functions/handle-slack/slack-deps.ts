import type { SlackMessages } from '../../shared/adapters/slack/slack-messages.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import type { NoticeStore } from '../../shared/ports/notice-store.ts';
import type { HttpCall } from '../../shared/runtime/http/http-handler.ts';
import type { Meter } from '../../shared/runtime/telemetry/metrics.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import type { SlackConnection } from '../wiring/slack.ts';

/** What handling calls by Slack needs. */
export type SlackDeps = Pick<Deps, 'leads' | 'plans' | 'reps' | 'newId'> & {
  readonly slack: SlackConnection;
  readonly notices: Pick<NoticeStore, 'list'>;
  readonly messages: Pick<SlackMessages, 'buildMessage'>;
};

/** A call by Slack, with what it is recorded by. */
export interface SlackCall extends HttpCall {
  readonly meter: Meter;
  /** Slack got no answer in time and asks again. */
  readonly isRepeat: boolean;
}

/** Returns the active rep with this Slack member id. */
export async function repOfMember(member: string, { reps }: Pick<SlackDeps, 'reps'>): Promise<Rep | undefined> {
  const all = await reps.list();
  return all.find(({ active, addresses }) => active && addresses?.slack === member);
}
