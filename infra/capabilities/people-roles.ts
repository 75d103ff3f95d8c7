import { Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Schedule } from 'aws-cdk-lib/aws-scheduler';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { CLI_NEEDS, CLI_ROLES, type CliNeedName } from './cli-permissions.ts';
import type { CrmSync } from './crm-sync.ts';
import type { Mail } from './mail.ts';
import type { Recycling } from './recycling.ts';
import type { Secrets } from './secrets.ts';
import type { Storage } from './storage.ts';

/** Options of {@link PeopleRoles}. */
export interface PeopleRolesProps {
  readonly deployment: Deployment;
  readonly storage: Storage;
  readonly secrets: Secrets;
  readonly recycling: Recycling;
  readonly crmSync: CrmSync;
  readonly mail: Mail;
}

type Place = (typeof CLI_NEEDS)[CliNeedName]['on'];

/**
 * Roles for people who use the CLI: one that may do all it can, one that changes nothing. Whom of the account they
 * serve is decided by who may assume them. Created late, because it searches the stack for queues and schedules.
 */
export class PeopleRoles extends Construct {
  readonly operator: Role;
  readonly readOnly: Role;

  constructor(scope: Construct, id: string, props: PeopleRolesProps) {
    super(scope, id);
    const places = this.#places(props);
    this.operator = this.#addRole('Operator', places);
    this.readOnly = this.#addRole('ReadOnly', places);
  }

  #addRole(name: keyof typeof CLI_ROLES, places: Readonly<Record<Place, readonly string[]>>): Role {
    const statements = CLI_ROLES[name].map((need) => {
      const { actions, on } = CLI_NEEDS[need];
      return new PolicyStatement({ actions: [...actions], resources: [...places[on]] });
    });
    const role = new Role(this, name, {
      description: `Baton CLI, ${name}: docs/access.md`,
      assumedBy: new AccountRootPrincipal(),
      inlinePolicies: { Cli: new PolicyDocument({ statements }) },
    });
    acknowledge(role, {
      'AwsSolutions-IAM5[Resource::*]': 'lambda:GetAccountSettings and ses:GetAccount support no narrower resource.',
    });
    return role;
  }

  #places({
    deployment,
    storage,
    secrets,
    recycling,
    crmSync,
    mail,
  }: PeopleRolesProps): Readonly<Record<Place, readonly string[]>> {
    const everything = Stack.of(this).node.findAll();
    const tables = [storage.leads, storage.reps, storage.deliveries];
    const { links, personKeys, sources, webhooks, notifications, enrichment, slack, crm, calendars } = secrets;
    const { page, tell } = deployment.alarmTopics;
    return {
      stack: [Stack.of(this).stackId],
      tables: tables.flatMap((one) => [one.table.tableArn, ...one.indexArns]),
      secrets: [links, personKeys, sources, webhooks, notifications, enrichment, slack, crm, calendars].map(
        ({ secretArn }) => secretArn,
      ),
      queues: everything.filter((one) => one instanceof Queue).map(({ queueArn }) => queueArn),
      topics: [page.topicArn, tell.topicArn],
      schedules: everything.filter((one) => one instanceof Schedule).map(({ scheduleArn }) => scheduleArn),
      recycling: [recycling.machine.stateMachineArn],
      crm: [crmSync.queue.queueArn],
      mail: mail.resourceArns,
      account: ['*'],
    };
  }
}
