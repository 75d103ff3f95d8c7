import { mergeRoutes } from '../runtime/http/route.ts';
import { accountRoutes } from './accounts.ts';
import { activityRoutes } from './activities.ts';
import { answerRoutes } from './answers.ts';
import { doNotContactRoutes } from './do-not-contact.ts';
import { knownFieldRoutes } from './known-fields.ts';
import { leadRoutes } from './leads.ts';
import { descriptionRoutes } from './openapi.ts';
import { personRoutes } from './persons.ts';
import { pilotRoutes } from './pilots.ts';
import { planRoutes } from './plans.ts';
import { quarantineRoutes } from './quarantine.ts';
import { recyclingRoutes } from './recycling.ts';
import { reportRoutes } from './reports.ts';
import { repRoutes } from './reps.ts';
import { shadowModeRoutes } from './shadow-mode.ts';
import { sourceRoutes } from './sources.ts';
import { teamRoutes } from './teams.ts';
import { webhookRoutes } from './webhooks.ts';
import { weightRoutes } from './weights.ts';

/** Every route of the API by name, in the order of the OpenAPI document. */
export const API_ROUTES = mergeRoutes(
  leadRoutes,
  answerRoutes,
  activityRoutes,
  accountRoutes,
  repRoutes,
  teamRoutes,
  reportRoutes,
  weightRoutes,
  planRoutes,
  pilotRoutes,
  shadowModeRoutes,
  recyclingRoutes,
  quarantineRoutes,
  personRoutes,
  doNotContactRoutes,
  sourceRoutes,
  knownFieldRoutes,
  webhookRoutes,
  descriptionRoutes,
);
