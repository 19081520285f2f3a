import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.js';
import { catalogue, selectResources } from '../../../src/resources/catalogue.js';

function rejectionOf(names: readonly string[]): UsageError {
  try {
    selectResources(names);
  } catch (error) {
    if (error instanceof UsageError) return error;
  }
  throw new Error('A UsageError was expected');
}

describe('selectResources', () => {
  it('returns all resources, or those that are named, in the order of the catalogue', () => {
    expect(selectResources()).toEqual(catalogue);
    expect(selectResources(['orders', 'jobs']).map(({ name }) => name)).toEqual(['jobs', 'orders']);
  });

  it.each([
    [['ordres'], 'There is no resource ordres.', 'Did you mean orders?'],
    [['jobs', 'Employee', 'shift'], 'There is no resource Employee, shift.', 'employees'],
    [['invoices_of_suppliers'], 'There is no resource invoices_of_suppliers.', '`toast resources`'],
    [[], 'There is no resource without a name.', '`toast resources` lists them.'],
  ])('rejects %j and suggests what to do', (names, message, suggestion) => {
    const error = rejectionOf(names);
    expect(error.message).toBe(message);
    expect(error.suggestion).toContain(suggestion);
  });
});
