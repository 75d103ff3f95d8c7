import { SETTINGS } from '../../../shared/domain/settings/settings.ts';
import type { RowCase } from './row-case.ts';

/** A row of each setting. */
export const SETTING_ROWS: Readonly<Record<string, RowCase>> = {
  'setting crm': {
    schema: SETTINGS.crm.schema,
    wholes: [{ system: 'hubspot', url: 'https://api.hubapi.com', fields: {}, users: {} }],
  },
  'setting enrichment': {
    schema: SETTINGS.enrichment.schema,
    wholes: [{ url: 'https://data.example/', hosts: ['data.example'], fields: {} }],
  },
  'setting mode': { schema: SETTINGS.mode.schema, wholes: [{ mode: 'live' }] },
  'setting slack': {
    schema: SETTINGS.slack.schema,
    wholes: [{ team: 'T0ACME', bot: 'U0BATON', apiUrl: 'http://127.0.0.1:4000' }],
    optional: ['apiUrl'],
  },
  'setting notify': { schema: SETTINGS.notify.schema, wholes: [{ url: 'https://chat.example/' }] },
};
