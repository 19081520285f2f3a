import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../../src/errors.js';
import { planTables, type Profile } from '../../../src/publish/plan/plan-tables.js';
import type { SourceColumn, SourceRelation } from '../../../src/publish/plan/relation.js';

const all: Profile = { exclude: [], guests: 'keep', employees: 'keep' };

function relation(
  label: string,
  columns: readonly (string | SourceColumn)[],
  more: Partial<SourceRelation> = {},
): SourceRelation {
  const [schema = '', name = ''] = label.split('.');
  return {
    ...{ schema, name, type: 'table' },
    columns: columns.map((column) =>
      typeof column === 'string' ? { name: column, type: 'VARCHAR' } : column,
    ),
    ...more,
  };
}

const relations = [
  relation('toast.employee', [
    'id',
    { name: 'first_name', type: 'VARCHAR', description: 'Given name.', personalData: 'employee' },
    { name: 'wage', type: 'DECIMAL(18,4)', personalData: 'employee' },
  ]),
  relation('toast.orders_check', [
    'id',
    { name: 'tab_name', type: 'VARCHAR', personalData: 'text' },
    { name: 'phone', type: 'VARCHAR', personalData: 'guest' },
    { name: 'item', type: 'VARCHAR', personalData: 'guest', personalDataWhere: "kind = 'request'" },
  ]),
  relation(
    'toast_marts.sales_daily',
    [
      'restaurant_id',
      { name: 'business_date', type: 'DATE' },
      { name: 'net"sales', type: 'DOUBLE' },
    ],
    { type: 'view', description: 'Sales by day.' },
  ),
  relation('toast_marts.guest_visits', ['check_id'], { type: 'view', personalData: 'guest' }),
  relation('toast_history.employee', ['id', 'guest_name']),
  relation('toast_intermediate.int_checks', ['id']),
  relation('raw_toast.orders', ['payload']),
];

/* What is published of a table by column; undefined for a table that is left out. */
function published(label: string, profile: Partial<Profile>) {
  const plan = planTables(relations, { ...all, ...profile });
  const table = plan.tables.find(({ schema, name }) => `${schema}.${name}` === label);
  return (
    table && Object.fromEntries(table.columns.map(({ name, expression }) => [name, expression]))
  );
}

describe('planTables', () => {
  it('publishes the modelled schemas, views as tables, and nothing else', () => {
    const { tables, ...left } = planTables(relations, all);
    expect(tables.map(({ schema, name }) => `${schema}.${name}`)).toEqual([
      ...['toast.employee', 'toast.orders_check', 'toast_marts.sales_daily'],
      ...['toast_marts.guest_visits', 'toast_history.employee'],
    ]);
    expect(left).toEqual({ leftOutTables: [], leftOutColumns: [], guessedColumns: [] });
    expect(tables[2]).toEqual({
      schema: 'toast_marts',
      name: 'sales_daily',
      description: 'Sales by day.',
      isByDay: true,
      columns: [
        { name: 'restaurant_id', type: 'VARCHAR', expression: '"restaurant_id"' },
        { name: 'business_date', type: 'DATE', expression: '"business_date"' },
        { name: 'net"sales', type: 'DOUBLE', expression: '"net""sales"' },
      ],
    });
    expect(tables.filter(({ isByDay }) => isByDay)).toHaveLength(1);
  });

  it.each([
    ['employee', ['toast.employee', 'toast_history.employee']],
    ['toast.employee', ['toast.employee']],
    ['toast_marts.sales_daily', ['toast_marts.sales_daily']],
  ])('leaves out the tables that %s names', (entry, tables) => {
    expect(planTables(relations, { ...all, exclude: [entry] }).leftOutTables).toEqual(tables);
  });

  it.each(['employee.id', 'toast.employee.id'])('leaves out the column %s', (entry) => {
    expect(Object.keys(published('toast.employee', { exclude: [entry] }) ?? {})).toEqual([
      ...['first_name', 'wage'],
    ]);
  });

  it('has no table by day without its days', () => {
    const { tables } = planTables(relations, { ...all, exclude: ['sales_daily.business_date'] });
    expect(tables.some(({ isByDay }) => isByDay)).toBe(false);
  });

  it('refuses an exclusion that names nothing, which would publish what it was meant for', () => {
    expect(() => planTables(relations, { ...all, exclude: ['employees'] })).toThrow(
      expect.objectContaining({ suggestion: expect.stringContaining('Did you mean employee') }),
    );
    expect(() => planTables(relations, { ...all, exclude: ['orders.payload'] })).toThrow(
      ConfigurationError,
    );
  });

  it('has null in place of what guests are known by, where the rows are theirs', () => {
    expect(published('toast.orders_check', { guests: 'drop' })).toEqual({
      id: '"id"',
      tab_name: 'cast(null as VARCHAR)',
      phone: 'cast(null as VARCHAR)',
      item: `case when not (kind = 'request') then "item" end`,
    });
    expect(published('toast_marts.guest_visits', { guests: 'drop' })).toBeUndefined();
    expect(published('toast.employee', { guests: 'drop' })?.first_name).toBe('"first_name"');
  });

  it('has null in place of what employees are known by, and keeps their ids', () => {
    expect(published('toast.employee', { employees: 'ids' })).toEqual({
      id: '"id"',
      first_name: 'cast(null as VARCHAR)',
      wage: 'cast(null as DECIMAL(18,4))',
    });
    expect(published('toast.orders_check', { employees: 'ids' })).toMatchObject({
      tab_name: 'cast(null as VARCHAR)',
      phone: '"phone"',
      item: '"item"',
    });
  });

  it('has null in a column that nothing is said of if its name looks personal, and reports it', () => {
    const { guessedColumns, leftOutColumns } = planTables(relations, { ...all, employees: 'ids' });
    expect(guessedColumns).toEqual(['toast_history.employee.guest_name']);
    expect(leftOutColumns).toContain('toast_history.employee.guest_name');
    expect(published('toast_history.employee', {})?.guest_name).toBe('"guest_name"');
  });
});
