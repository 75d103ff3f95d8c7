/**
 * Scopes of the bot: to write messages, to answer `/baton`, to find members by their e-mail address, and to check that it
 * can post to the channels of teams.
 */
const SCOPES = ['chat:write', 'commands', 'users:read', 'users:read.email', 'channels:read', 'groups:read'];

/**
 * Returns the manifest of the Slack app of an environment, from which Slack creates it: name, bot, scopes, and where Slack
 * posts what people do. https://docs.slack.dev/reference/app-manifest
 */
export function buildManifest(options: { readonly environment: string; readonly apiUrl: string }): object {
  const { environment, apiUrl } = options;
  const name = environment === 'prod' ? 'Baton' : `Baton ${environment}`;
  return {
    display_information: { name, description: 'Sends you your leads; answer them with a button.' },
    features: {
      app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      bot_user: { display_name: name, always_online: true },
      slash_commands: [
        {
          command: environment === 'prod' ? '/baton' : `/baton-${environment}`,
          description: 'Your leads in Baton',
          usage_hint: 'mine | why LEAD | away until 2026-12-24',
          url: `${apiUrl}/slack/commands`,
          should_escape: false,
        },
      ],
    },
    oauth_config: { scopes: { bot: SCOPES } },
    settings: {
      interactivity: { is_enabled: true, request_url: `${apiUrl}/slack/interactions` },
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    },
  };
}
