import { createSignedAnswerLinks } from '../../shared/adapters/crypto/signed-answer-links.ts';
import { ChannelNotifier } from '../../shared/adapters/notifications/channel-notifier.ts';
import { SuppressingNotifier } from '../../shared/adapters/notifications/suppressing-notifier.ts';
import type { SecretReader } from '../../shared/adapters/secrets-manager/secret-reader.ts';
import type { SettingsStore } from '../../shared/ports/settings-store.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';

/** Creates the notifier, by the channel of each person, with answer links. It sends nothing in shadow mode. */
export function createNotifications(
  secrets: SecretReader,
  { reps, settings, mode }: Pick<Deps, 'reps' | 'mode'> & { readonly settings: SettingsStore },
): Pick<Deps, 'notifier' | 'answerLinks'> {
  const env = readEnv('API_URL', 'LINK_SECRET_ARN', 'NOTIFY_SECRET_ARN');
  const readSecret = () => secrets.read(env.NOTIFY_SECRET_ARN);
  return {
    notifier: new SuppressingNotifier({ notifier: new ChannelNotifier({ reps, settings, readSecret }), mode }),
    answerLinks: createSignedAnswerLinks({ apiUrl: env.API_URL, secret: () => secrets.read(env.LINK_SECRET_ARN) }),
  };
}
