import { Construct } from 'constructs';
import { activityRoutes } from '../../shared/api/activities.ts';
import { answerRoutes } from '../../shared/api/answers.ts';
import { leadRoutes } from '../../shared/api/leads.ts';
import { descriptionRoutes } from '../../shared/api/openapi.ts';
import { planRoutes } from '../../shared/api/plans.ts';
import { recyclingRoutes } from '../../shared/api/recycling.ts';
import { repRoutes } from '../../shared/api/reps.ts';
import { teamRoutes } from '../../shared/api/teams.ts';
import { webhookRoutes } from '../../shared/api/webhooks.ts';
import { mergeRoutes } from '../../shared/runtime/http/route.ts';
import type { Deployment } from '../constructs/deployment.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Api } from './api.ts';
import type { Secrets } from './secrets.ts';
import type { Storage } from './storage.ts';
import type { TeamQueue } from './team-queue.ts';

/** The API that people use: answer and manage leads, and maintain reps and plans. */
export class LeadApi extends Construct {
  readonly functions: readonly ServiceFunction[];

  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly deployment: Deployment;
      readonly storage: Storage;
      readonly secrets: Secrets;
      readonly teamQueue: TeamQueue;
      readonly api: Api;
    },
  ) {
    super(scope, id);
    const { deployment, storage, secrets, teamQueue, api } = props;
    const tables = storage.settings('LEADS_TABLE', 'REPS_TABLE');

    const recordAnswer = new ServiceFunction(this, 'RecordAnswer', {
      deployment,
      name: 'record-answer',
      invocation: 'request',
      errorImpact: 'Reps cannot answer: their clocks keep running and their leads are reassigned.',
      settings: { ...tables, LINK_SECRET_ARN: secrets.links.secretArn },
    });
    storage.leads.grantRead(recordAnswer);
    storage.leads.grantWrite(recordAnswer);
    storage.reps.grantRead(recordAnswer);
    storage.reps.grantWrite(recordAnswer);
    secrets.links.grantRead(recordAnswer);
    api.serve(recordAnswer, answerRoutes, {
      publicBecause: 'The link itself is the authorization: signed, expiring, bound to lead, epoch, rep and action.',
    });

    const manageLeads = new ServiceFunction(this, 'ManageLeads', {
      deployment,
      name: 'manage-leads',
      invocation: 'request',
      errorImpact: 'Managers cannot see, post or move leads over the API; leads from hooks still flow.',
      settings: { ...tables, PERSON_KEY_SECRET_ARN: secrets.personKeys.secretArn },
      memoryMegabytes: 512,
      // A hundred activities are a hundred transactions in sequence.
      timeoutSeconds: 29,
    });
    storage.leads.grantRead(manageLeads, 'byOwner', 'byTeam', 'byState', 'due');
    storage.leads.grantWrite(manageLeads);
    storage.reps.grantRead(manageLeads);
    storage.reps.grantWrite(manageLeads);
    secrets.personKeys.grantRead(manageLeads);
    api.serve(manageLeads, mergeRoutes(leadRoutes, activityRoutes, recyclingRoutes, webhookRoutes));

    const manageReps = new ServiceFunction(this, 'ManageReps', {
      deployment,
      name: 'manage-reps',
      invocation: 'request',
      errorImpact:
        'Reps, leave and capacity cannot be changed over the API; leads are still routed from the stored data.',
      settings: { ...tables, DOORBELL_QUEUE_URL: teamQueue.doorbell.queueUrl },
    });
    storage.leads.grantRead(manageReps, 'byOwner');
    storage.leads.grantWrite(manageReps);
    storage.reps.grantRead(manageReps);
    storage.reps.grantWrite(manageReps);
    teamQueue.grantRing(manageReps);
    api.serve(manageReps, mergeRoutes(repRoutes, teamRoutes));

    const managePlans = new ServiceFunction(this, 'ManagePlans', {
      deployment,
      name: 'manage-plans',
      invocation: 'request',
      errorImpact: 'Plans cannot be checked or published; leads are still routed by the active plan.',
      settings: storage.settings('REPS_TABLE'),
      memoryMegabytes: 512,
    });
    storage.reps.grantRead(managePlans);
    storage.reps.grantWrite(managePlans);
    api.serve(managePlans, mergeRoutes(planRoutes, descriptionRoutes), {
      publicBecause: 'The API description is not secret: it is the same for everybody.',
    });
    api.serveDefault(managePlans);
    this.functions = [recordAnswer, manageLeads, manageReps, managePlans];
  }
}
