import type { BusinessDateResource } from './resource.js';

/* Entries are corrected for a few days, and the API cannot filter by modification. */
const lookbackDays = 7;

/** Defines cash put into and taken out of cash drawers (cash management API, `/entries`). */
export const cashEntries: BusinessDateResource = {
  name: 'cash_entries',
  api: 'cash management',
  title: 'Cash drawer entries',
  tables: ['cash_entry'],
  scope: 'cashmgmt:read',
  syncMode: 'business-date',
  path: () => '/cashmgmt/v1/entries',
  query: (businessDate) => ({ businessDate }),
  lookbackDays,
  idPath: '$.guid',
};

/** Defines cash taken to the bank (cash management API, `/deposits`). */
export const cashDeposits: BusinessDateResource = {
  name: 'cash_deposits',
  api: 'cash management',
  title: 'Cash deposits',
  tables: ['cash_deposit'],
  scope: 'cashmgmt:read',
  syncMode: 'business-date',
  path: () => '/cashmgmt/v1/deposits',
  query: (businessDate) => ({ businessDate }),
  lookbackDays,
  idPath: '$.guid',
};
