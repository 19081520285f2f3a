import type { BusinessDateResource } from './resource.js';

/* Entries are corrected for a few days; the API cannot say which were. */
const daysAgain = 7;

/** What went into and out of cash drawers (cash management API, `/entries`). */
export const cashEntries: BusinessDateResource = {
  name: 'cash_entries',
  api: 'cash management',
  title: 'Cash drawer entries',
  tables: ['cash_entry'],
  scope: 'cashmgmt:read',
  window: 'business date',
  path: () => '/cashmgmt/v1/entries',
  query: (businessDate) => ({ businessDate }),
  daysAgain,
  idPath: '$.guid',
};

/** Cash that was brought to the bank (cash management API, `/deposits`). */
export const cashDeposits: BusinessDateResource = {
  name: 'cash_deposits',
  api: 'cash management',
  title: 'Cash deposits',
  tables: ['cash_deposit'],
  scope: 'cashmgmt:read',
  window: 'business date',
  path: () => '/cashmgmt/v1/deposits',
  query: (businessDate) => ({ businessDate }),
  daysAgain,
  idPath: '$.guid',
};
