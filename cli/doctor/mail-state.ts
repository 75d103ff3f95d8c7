import {
  type EventDestination,
  GetAccountCommand,
  type GetAccountCommandOutput,
  GetConfigurationSetCommand,
  GetConfigurationSetEventDestinationsCommand,
  GetEmailIdentityCommand,
  type GetEmailIdentityCommandOutput,
  NotFoundException,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';

/** What SES says of the account, the sender's identity, and the configuration set that mails are sent with. */
export interface MailState {
  readonly account: Pick<
    GetAccountCommandOutput,
    'EnforcementStatus' | 'ProductionAccessEnabled' | 'SendingEnabled' | 'SendQuota' | 'SuppressionAttributes'
  >;
  /** Absent: SES does not know it in this Region. */
  readonly identity?: Pick<
    GetEmailIdentityCommandOutput,
    'DkimAttributes' | 'MailFromAttributes' | 'VerificationStatus' | 'VerifiedForSendingStatus'
  >;
  readonly configurationSet: {
    readonly canSend: boolean;
    /** Reasons for which addresses are suppressed; absent: those of the account. */
    readonly suppressedReasons?: readonly string[];
    readonly destinations: readonly EventDestination[];
  };
}

/** Asks SES. */
export async function readMailState(
  {
    identity,
    configurationSet: ConfigurationSetName,
  }: { readonly identity: string; readonly configurationSet: string },
  client: Pick<SESv2Client, 'send'>,
): Promise<MailState> {
  const account = await client.send(new GetAccountCommand());
  const set = await client.send(new GetConfigurationSetCommand({ ConfigurationSetName }));
  const { EventDestinations = [] } = await client.send(
    new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName }),
  );
  return {
    account,
    identity: await readIdentity(identity, client),
    configurationSet: {
      canSend: set.SendingOptions?.SendingEnabled !== false,
      suppressedReasons: set.SuppressionOptions?.SuppressedReasons,
      destinations: EventDestinations,
    },
  };
}

async function readIdentity(name: string, client: Pick<SESv2Client, 'send'>): Promise<MailState['identity']> {
  try {
    return await client.send(new GetEmailIdentityCommand({ EmailIdentity: name }));
  } catch (error) {
    if (error instanceof NotFoundException) return undefined;
    throw error;
  }
}
