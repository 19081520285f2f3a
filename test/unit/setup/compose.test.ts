import { expect, it } from 'vitest';
import { compose, difference, format } from '../../../src/setup/compose.js';

const answers = {
  clientId: 'abc',
  clientSecret: 'new secret',
  domain: 'ws-api.example.com',
  initialSyncStart: '2026-01-01',
  guests: 'hash' as const,
};

it('a new configuration has the keys of the reference connector and the privacy of guests', () => {
  expect(JSON.parse(format(compose({}, answers, { key: 'k' })))).toEqual({
    ...{ clientId: 'abc', clientSecret: 'new secret', domain: 'ws-api.example.com', key: 'k' },
    ...{ initialSyncStart: '2026-01-01', userAccessType: 'TOAST_MACHINE_CLIENT' },
    privacy: { guests: 'hash' },
  });
});

it('keys that are not asked for stay, in their order', () => {
  const existing = { wait: '10m', clientId: 'old', history: { orders: true }, key: 'k' };
  const values = compose(existing, answers, { key: 'k', restaurants: ['guid'] });
  expect(Object.keys(values).slice(0, 4)).toEqual(['wait', 'clientId', 'history', 'key']);
  expect(values).toMatchObject({ wait: '10m', clientId: 'abc', restaurants: ['guid'] });
  expect(values.history).toEqual({ orders: true });
});

it('the difference shows what changes, and hides secrets', () => {
  const existing = { clientId: 'old', clientSecret: 'old secret', key: 'k' };
  const shown = difference(existing, { clientId: 'abc', clientSecret: 'new secret', key: 'k' });
  expect(shown.split('\n').map((line) => line.trimEnd())).toEqual([
    ' {',
    '-  "clientId": "old",',
    '-  "clientSecret": "[hidden, old]",',
    '+  "clientId": "abc",',
    '+  "clientSecret": "[hidden, new]",',
    '   "key": "[hidden]"',
    ' }',
  ]);
});

it('the difference hides what is said of targets, which may hold passwords', () => {
  const others = {
    publish: { lake: { to: 'ducklake:postgres:password=hunter2', token: 'hunter3' } },
    s3: { secret: 'hunter4' },
  };
  const shown = difference({ clientId: 'old', ...others }, { clientId: 'abc', ...others });
  expect(shown).toContain('"publish": "[hidden]"');
  expect(shown).not.toContain('hunter');
});

it('the same values have no difference', () => {
  expect(difference({ key: 'k', wait: '10m' }, { key: 'k', wait: '10m' })).toBe('');
});
