import { NotFoundException, type SESv2Client } from '@aws-sdk/client-sesv2';
import { expect, it } from 'vitest';
import { readMailState } from '../../../cli/doctor/mail-state.ts';

/** A client that gives these answers by operation; an error is thrown. */
function clientOf(answers: Readonly<Record<string, object>>): Pick<SESv2Client, 'send'> {
  const send = async (command: object) => {
    const answer = answers[command.constructor.name] ?? {};
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { send: send as SESv2Client['send'] };
}

const read = (answers: Readonly<Record<string, object>>) =>
  readMailState({ identity: 'acme.example', configurationSet: 'mails' }, clientOf(answers));

it('reads account, identity and configuration set', async () => {
  expect(
    await read({
      GetAccountCommand: { SendingEnabled: true },
      GetEmailIdentityCommand: { VerifiedForSendingStatus: true },
      GetConfigurationSetCommand: {
        SendingOptions: { SendingEnabled: false },
        SuppressionOptions: { SuppressedReasons: ['BOUNCE'] },
      },
      GetConfigurationSetEventDestinationsCommand: { EventDestinations: [{ Name: 'd', MatchingEventTypes: [] }] },
    }),
  ).toEqual({
    account: { SendingEnabled: true },
    identity: { VerifiedForSendingStatus: true },
    configurationSet: {
      canSend: false,
      suppressedReasons: ['BOUNCE'],
      destinations: [{ Name: 'd', MatchingEventTypes: [] }],
    },
  });
});

it('takes a set without options as one that sends', async () => {
  expect((await read({})).configurationSet).toEqual({ canSend: true, destinations: [] });
});

it('says when SES does not know the identity, and fails with any other error', async () => {
  const notFound = new NotFoundException({ message: 'no', $metadata: {} });
  expect((await read({ GetEmailIdentityCommand: notFound })).identity).toBeUndefined();
  await expect(read({ GetEmailIdentityCommand: new Error('denied') })).rejects.toThrow('denied');
});
