import { assignManually } from './assign-manually.ts';
import { createLead } from './create-lead.ts';
import { recordActivities } from './record-activities.ts';

/** The handlers that change leads, in one place to be loaded at once. */
export const changeHandlers = { createLead, assignManually, recordActivities };
