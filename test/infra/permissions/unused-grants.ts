/** Grants that tests on the local cloud do not use, and why functions have them all the same. */
export interface UnusedGrants {
  readonly because: string;
  /** `function resource: actions`, as {@link findUnusedGrants} names them. A run may use some of them. */
  readonly grants: readonly string[];
}

const MAILS = 'arn:<AWS::Partition.Ref>:ses:<AWS::Region.Ref>:<AWS::AccountId.Ref>';
/** The sender of the local cloud. */
const SENDER = `${MAILS}:identity/baton.example`;
const CONFIGURATION_SET = `${MAILS}:configuration-set/<MailMailsE9FA3A62.Ref>`;

/**
 * Every grant that a whole run on the local cloud need not use. Whatever else is unused is a grant too many: take it
 * away, or add a test that uses it.
 */
export const UNUSED_GRANTS: readonly UnusedGrants[] = [
  {
    because:
      'The shared stores read this table in another of the three ways that a key is read by, in a case that no test ' +
      'on the cloud brings about: a list, an event that another writer saved first. Each way shows the same items.',
    grants: [
      'relay-events StorageLeadsTable: dynamodb:BatchGetItem dynamodb:GetItem',
      'relay-events StorageRepsTable: dynamodb:BatchGetItem',
      'manage-quarantine StorageLeadsTable: dynamodb:BatchGetItem dynamodb:Query',
      'score-lead StorageLeadsTable: dynamodb:BatchGetItem',
      'score-lead StorageRepsTable: dynamodb:BatchGetItem dynamodb:Query',
      'route-lead StorageRepsTable: dynamodb:BatchGetItem dynamodb:Query',
      'assign-leads StorageLeadsTable: dynamodb:GetItem',
      'take-due-step StorageRepsTable: dynamodb:BatchGetItem dynamodb:Query',
      'take-due-step StorageLeadsTable: dynamodb:GetItem',
      'notify-rep StorageRepsTable: dynamodb:BatchGetItem dynamodb:Query',
      'record-answer StorageRepsTable: dynamodb:BatchGetItem dynamodb:Query',
      'manage-reps StorageRepsTable: dynamodb:BatchGetItem',
      'manage-reps StorageLeadsTable: dynamodb:GetItem',
      'manage-accounts StorageRepsTable: dynamodb:BatchGetItem dynamodb:Query',
      'manage-shadow-mode StorageRepsTable: dynamodb:BatchGetItem dynamodb:Query',
      'roll-up StorageLeadsTable: dynamodb:BatchGetItem',
      'roll-up StorageRepsTable: dynamodb:BatchGetItem dynamodb:Query',
      'show-reports StorageLeadsTable: dynamodb:GetItem dynamodb:Query',
      'recycle-leads StorageLeadsTable: dynamodb:GetItem',
      'recycle-leads StorageRepsTable: dynamodb:BatchGetItem dynamodb:Query',
      'route-lead StorageLeadsTable: dynamodb:BatchGetItem',
      'notify-rep StorageLeadsTable: dynamodb:BatchGetItem',
      'take-bounces StorageLeadsTable: dynamodb:BatchGetItem',
      'take-bounces StorageRepsTable: dynamodb:BatchGetItem dynamodb:Query',
      'handle-slack StorageLeadsTable: dynamodb:BatchGetItem',
      'handle-slack StorageRepsTable: dynamodb:BatchGetItem',
      'sync-crm StorageLeadsTable: dynamodb:BatchGetItem',
      'sync-crm StorageRepsTable: dynamodb:BatchGetItem dynamodb:Query',
      'record-answer StorageLeadsTable: dynamodb:BatchGetItem dynamodb:GetItem',
      'manage-reps StorageLeadsTable: dynamodb:BatchGetItem',
      'manage-shadow-mode StorageLeadsTable: dynamodb:BatchGetItem',
      'roll-up StorageLeadsTable: dynamodb:GetItem',
      'recycle-leads StorageLeadsTable: dynamodb:BatchGetItem',
    ],
  },
  {
    because:
      'A lead in shadow mode has an observation, which is updated by whatever decides about the lead. The test of ' +
      'shadow mode takes only some of these ways.',
    grants: [
      'receive-lead StorageLeadsTable: dynamodb:UpdateItem',
      'manage-quarantine StorageLeadsTable: dynamodb:UpdateItem',
      'route-lead StorageLeadsTable: dynamodb:UpdateItem',
      'take-due-step StorageLeadsTable: dynamodb:UpdateItem',
      'record-answer StorageLeadsTable: dynamodb:UpdateItem',
      'manage-leads StorageLeadsTable: dynamodb:UpdateItem',
      'manage-reps StorageLeadsTable: dynamodb:UpdateItem',
      'manage-accounts StorageLeadsTable: dynamodb:UpdateItem',
      'recycle-leads StorageLeadsTable: dynamodb:UpdateItem',
      'sweep StorageLeadsTable: dynamodb:UpdateItem',
      'handle-slack StorageLeadsTable: dynamodb:UpdateItem',
    ],
  },
  {
    because:
      'Before it acts, it looks whether the person went on the do-not-contact list meanwhile, and then ends the lead: ' +
      'rows of queue, hold and load go. In a test the list is faster.',
    grants: [
      'enrich-lead StorageLeadsTable: dynamodb:DeleteItem dynamodb:UpdateItem',
      'route-lead StorageLeadsTable: dynamodb:DeleteItem',
      'notify-rep StorageLeadsTable: dynamodb:DeleteItem dynamodb:UpdateItem',
      'notify-rep StorageRepsTable: dynamodb:DeleteItem dynamodb:PutItem dynamodb:UpdateItem',
      'recycle-leads StorageLeadsTable: dynamodb:DeleteItem',
      'take-bounces StorageLeadsTable: dynamodb:DeleteItem dynamodb:UpdateItem',
      'take-bounces StorageRepsTable: dynamodb:DeleteItem dynamodb:PutItem dynamodb:UpdateItem',
    ],
  },
  {
    because:
      'A transition writes whatever it changes of a lead’s place in a queue, its company and its owner’s holds and ' +
      'load, in one transaction. Here it changes them in a case that the tests on the cloud leave to those in memory.',
    grants: [
      'receive-lead StorageRepsTable: dynamodb:PutItem',
      'manage-quarantine StorageLeadsTable: dynamodb:DeleteItem',
      'manage-quarantine StorageRepsTable: dynamodb:DeleteItem dynamodb:PutItem dynamodb:UpdateItem',
      'take-due-step StorageRepsTable: dynamodb:PutItem',
      'manage-leads StorageLeadsTable: dynamodb:DeleteItem',
      'manage-reps StorageLeadsTable: dynamodb:DeleteItem',
      'manage-accounts StorageRepsTable: dynamodb:DeleteItem dynamodb:UpdateItem',
      'manage-shadow-mode StorageLeadsTable: dynamodb:DeleteItem',
      'manage-shadow-mode StorageRepsTable: dynamodb:DeleteItem dynamodb:UpdateItem',
      'manage-erasures StorageLeadsTable: dynamodb:UpdateItem',
    ],
  },
  {
    because:
      'It erases what is older than its age, as manage-erasures does on request with the same code. On a cloud a few ' +
      'minutes old nothing is, and the clock of the local cloud cannot be set.',
    grants: [
      'retain-data StorageLeadsTable: dynamodb:BatchGetItem dynamodb:DeleteItem dynamodb:PutItem dynamodb:Query dynamodb:UpdateItem',
      'retain-data StorageRepsTable: dynamodb:BatchGetItem dynamodb:DeleteItem dynamodb:PutItem dynamodb:UpdateItem',
      'retain-data StorageDeliveriesTable: dynamodb:PutItem dynamodb:Query',
      'retain-data StorageBodies/deliveries/*: s3:DeleteObject',
      'retain-data StorageBodies/do-not-contact/*: s3:PutObject',
    ],
  },
  {
    because:
      'A step ends its own execution when an answer, or the sweep, came between the wake of the timer and the step. ' +
      'That race is not won in every run; test/use-cases/follow-up/wake-timer.test.ts does it each time.',
    grants: ['take-due-step FollowUpMachine: states:SendTaskSuccess'],
  },
  {
    because:
      'It is told once by notify-rep; this function tells only whom notify-rep could not, by all channels alike.',
    grants: [
      'take-due-step SecretsLinks: secretsmanager:GetSecretValue',
      'take-due-step SecretsNotifications: secretsmanager:GetSecretValue',
      'take-due-step SecretsSlack: secretsmanager:GetSecretValue',
      `take-due-step ${SENDER}: ses:SendEmail`,
      'sweep SecretsSlack: secretsmanager:GetSecretValue',
      `sweep ${SENDER}: ses:SendEmail`,
      'take-bounces SecretsSlack: secretsmanager:GetSecretValue',
      `take-bounces ${SENDER}: ses:SendEmail`,
    ],
  },
  {
    because:
      'SES checks the configuration set of a mail as well as its sender. The local cloud checks the sender alone.',
    grants: ['notify-rep', 'take-due-step', 'sweep', 'take-bounces', 'send-digests'].map(
      (name) => `${name} ${CONFIGURATION_SET}: ses:SendEmail`,
    ),
  },
  {
    because:
      'What is held goes one by one, with links, to people without an address for mail, and a lead whose person is on ' +
      'the do-not-contact list by then is closed. Tests in memory do that, with the code of notify-rep.',
    grants: [
      'send-digests StorageLeadsTable: dynamodb:UpdateItem',
      'send-digests StorageRepsTable: dynamodb:DeleteItem dynamodb:PutItem dynamodb:UpdateItem',
      'send-digests SecretsLinks: secretsmanager:GetSecretValue',
      'send-digests SecretsNotifications: secretsmanager:GetSecretValue',
      'send-digests SecretsSlack: secretsmanager:GetSecretValue',
    ],
  },
  {
    because:
      'A leave in a calendar hands over leads as manage-reps does. In the test on the cloud it only moves the date of one ' +
      'lead; nobody leaves a team, and no lead waits for the rep.',
    grants: [
      'refresh-calendars StorageLeadsTable: dynamodb:BatchGetItem dynamodb:DeleteItem dynamodb:GetItem dynamodb:UpdateItem',
    ],
  },
  {
    because:
      'A reply in the CRM is a touchpoint, and an owner set there takes a waiting lead out of its queue. Tests in memory do ' +
      'that, with the code of manage-leads; those on the cloud have a call, and an owner of an assigned lead.',
    grants: [
      'read-crm StorageLeadsTable: dynamodb:DeleteItem dynamodb:GetItem dynamodb:Query dynamodb:UpdateItem',
      'read-crm StorageRepsTable: dynamodb:BatchGetItem dynamodb:Query',
      'read-crm SecretsPersonKeys: secretsmanager:GetSecretValue',
    ],
  },
  {
    because: 'A delivery is quarantined with its body; no test quarantines one that is large enough for the bucket.',
    grants: ['manage-quarantine StorageBodies/*: s3:GetObject'],
  },
];

/** Returns the lines `function resource: action`, one for each action. */
export function oneByOne(grants: readonly string[]): readonly string[] {
  return grants.flatMap((grant) => {
    const [place = '', actions = ''] = grant.split(': ');
    return actions.split(' ').map((action) => `${place}: ${action}`);
  });
}
