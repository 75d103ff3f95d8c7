import type * as z from 'zod';
import type { leadRoutes } from '../../shared/api/leads.ts';

/** A lead as lists show it. */
export type ListedLead = z.output<(typeof leadRoutes.listLeads.replies)[200]>['leads'][number];
