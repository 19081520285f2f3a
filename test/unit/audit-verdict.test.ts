import { describe, expect, it } from 'vitest';
import { signaturesVerdict, vulnerabilitiesVerdict } from '../../scripts/audit-verdict.js';

const json = JSON.stringify;
const left = { name: 'left-pad', version: '1.0.0', code: 'EINTEGRITYSIGNATURE' };
const right = { name: '@right/pad', version: '2.0.0' };

describe('a check of the signatures', () => {
  it('passes when none is invalid or missing', () => {
    expect(signaturesVerdict(json({ invalid: [], missing: [] }))).toEqual({
      outcome: 'passed',
      details: '',
    });
  });

  it('fails with the packages whose signature is invalid, or missing although others have one', () => {
    expect(signaturesVerdict(json({ invalid: [left], missing: [right] }))).toEqual({
      outcome: 'failed',
      details: 'invalid: left-pad@1.0.0, missing: @right/pad@2.0.0',
    });
  });
});

describe('a check of the vulnerabilities', () => {
  it('fails from the severity high on', () => {
    const of = (severity: string) =>
      vulnerabilitiesVerdict(json({ vulnerabilities: { a: { severity } } }));
    expect(['info', 'low', 'moderate'].map((each) => of(each).outcome)).toEqual(
      Array(3).fill('passed'),
    );
    expect(of('high')).toEqual({ outcome: 'failed', details: 'high: a' });
    expect(of('critical')).toEqual({ outcome: 'failed', details: 'critical: a' });
    expect(vulnerabilitiesVerdict(json({ vulnerabilities: {} })).outcome).toBe('passed');
  });
});

describe('a check that the registry does not answer', () => {
  const summary = 'request to https://registry.example/-/npm/v1/keys failed';
  it.each([
    ['ENOTFOUND', json({ error: { code: 'ENOTFOUND', summary } })],
    ['E404', json({ error: { code: 'E404', summary } })],
    ['405', json({ statusCode: 405, error: { summary: '', detail: '' } })],
    ['request to … failed', json({ error: { summary } })],
    ['npm gave no result', ''],
    ['npm gave no result', 'null'],
  ])('is skipped and says why, without addresses: %s', (reason, output) => {
    const skipped = { outcome: 'skipped', details: `the registry does not answer: ${reason}` };
    expect(signaturesVerdict(output)).toEqual(skipped);
    expect(vulnerabilitiesVerdict(output)).toEqual(skipped);
  });
});
