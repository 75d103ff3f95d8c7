import { Construct } from 'constructs';
import { activityRoutes } from '../../shared/api/activities.ts';
import { answerRoutes } from '../../shared/api/answers.ts';
import { leadRoutes } from '../../shared/api/leads.ts';
import { descriptionRoutes } from '../../shared/api/openapi.ts';
import { pilotRoutes } from '../../shared/api/pilots.ts';
import { planRoutes } from '../../shared/api/plans.ts';
import { recyclingRoutes } from '../../shared/api/recycling.ts';
import { repRoutes } from '../../shared/api/reps.ts';
import { teamRoutes } from '../../shared/api/teams.ts';
import { webhookRoutes } from '../../shared/api/webhooks.ts';
import { mergeRoutes } from '../../shared/runtime/http/route.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { CapabilityProps } from './capability-props.ts';
import type { TeamQueue } from './team-queue.ts';

/** Options of {@link LeadApi}. */
export interface LeadApiProps extends CapabilityProps {
  readonly teamQueue: TeamQueue;
}

/** The API that people use: answer and manage leads, and maintain reps and plans. */
export class LeadApi extends Construct {
  readonly functions: readonly ServiceFunction[];

  constructor(scope: Construct, id: string, { deployment, storage, secrets, teamQueue, api }: LeadApiProps) {
    super(scope, id);
    const recordAnswer = new ServiceFunction(this, 'RecordAnswer', {
      deployment,
      name: 'record-answer',
      invocation: 'request',
      errorImpact: 'Reps cannot answer: their clocks keep running and their leads are reassigned.',
    });
    storage.grant(recordAnswer, { leads: 'read-write', reps: 'read-write' });
    secrets.grant(recordAnswer, 'links');
    api.serve(recordAnswer, answerRoutes, {
      publicBecause: 'The link itself is the authorization: signed, expiring, bound to lead, epoch, rep and action.',
      throttle: 'answers',
    });

    const manageLeads = new ServiceFunction(this, 'ManageLeads', {
      deployment,
      name: 'manage-leads',
      invocation: 'request',
      errorImpact: 'Managers cannot see, post or move leads over the API; leads from hooks still flow.',
      memoryMegabytes: 512,
      // A hundred activities are a hundred transactions in sequence.
      timeoutSeconds: 29,
    });
    storage.grant(manageLeads, {
      leads: { access: 'read-write', indexes: ['byTeam', 'byState', 'due'] },
      reps: 'read-write',
    });
    secrets.grant(manageLeads, 'personKeys');
    api.serve(manageLeads, mergeRoutes(leadRoutes, activityRoutes, recyclingRoutes, webhookRoutes));

    const manageReps = new ServiceFunction(this, 'ManageReps', {
      deployment,
      name: 'manage-reps',
      invocation: 'request',
      errorImpact:
        'Reps, leave and capacity cannot be changed over the API; leads are still routed from the stored data.',
    });
    storage.grant(manageReps, { leads: 'read-write', reps: 'read-write' });
    teamQueue.grantRing(manageReps);
    api.serve(manageReps, mergeRoutes(repRoutes, teamRoutes));

    const managePlans = new ServiceFunction(this, 'ManagePlans', {
      deployment,
      name: 'manage-plans',
      invocation: 'request',
      errorImpact: 'Plans cannot be checked or published; leads are still routed by the active plan.',
      settings: { PLAN_APPROVAL: deployment.environment.planApproval },
      memoryMegabytes: 512,
    });
    // A version is activated on the condition that it exists.
    storage.grant(managePlans, { reps: ['get', 'getMany', 'query', 'put', 'update'] });
    api.serve(managePlans, mergeRoutes(planRoutes, pilotRoutes, descriptionRoutes), {
      publicBecause: 'The API description is not secret: it is the same for everybody.',
    });
    api.serveDefault(managePlans);
    this.functions = [recordAnswer, manageLeads, manageReps, managePlans];
  }
}
