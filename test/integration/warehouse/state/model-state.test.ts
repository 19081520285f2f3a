import { describe, expect, it } from 'vitest';
import {
  forgetBuildFingerprints,
  loadBuildFingerprints,
  recordModelRuns,
  saveBuildFingerprints,
  type ModelRun,
} from '../../../../src/warehouse/state/model-state.js';
import { openSession } from '../support/session.js';

describe('build fingerprints', () => {
  it('are loaded as they were saved last, and not after they are forgotten', async () => {
    const connection = await openSession();
    await connection.run(
      'create table toast.a as select 1 as id; create view toast.b as select 1 as n',
    );
    const fingerprints = new Map([
      ['toast.a', { definition: 'text', dataHash: 'first' }],
      ['toast.b', { definition: undefined, dataHash: 'b' }],
    ]);
    await saveBuildFingerprints(connection, fingerprints);
    const changed = { definition: 'text', dataHash: 'second' };
    await saveBuildFingerprints(connection, new Map([['toast.a', changed]]));
    expect(await loadBuildFingerprints(connection)).toEqual(fingerprints.set('toast.a', changed));
    await forgetBuildFingerprints(connection, ['toast.a']);
    expect([...(await loadBuildFingerprints(connection)).keys()]).toEqual(['toast.b']);
  });

  it.each(['alter table toast.a add column n integer', 'drop table toast.a'])(
    'have no definition after: %s',
    async (change) => {
      const connection = await openSession();
      await connection.run('create table toast.a as select 1 as id');
      const fingerprint = { definition: 'text', dataHash: 'data' };
      await saveBuildFingerprints(connection, new Map([['toast.a', fingerprint]]));
      await connection.run(change);
      expect(await loadBuildFingerprints(connection)).toEqual(
        new Map([['toast.a', { definition: undefined, dataHash: 'data' }]]),
      );
    },
  );
});

describe('model runs', () => {
  it('are recorded with one row per model', async () => {
    const connection = await openSession();
    const run: ModelRun = {
      model: 'a',
      materialization: 'table',
      status: 'success',
      rows: 7,
      seconds: 0.25,
      error: undefined,
      startedAt: Date.UTC(2026, 0, 5, 1, 2, 3, 456),
    };
    const failed = { ...run, model: 'b', status: 'error', rows: null, error: "it's gone" };
    await recordModelRuns(connection, 'run', [run, failed]);
    const row = {
      run_id: 'run',
      model: 'a',
      materialization: 'table',
      status: 'success',
      rows_affected: 7,
      seconds: 0.25,
      error: null,
      started_at: '2026-01-05T01:02:03.456Z',
    };
    expect(await connection.all('from toast_meta.model_run order by model')).toEqual([
      row,
      { ...row, model: 'b', status: 'error', rows_affected: null, error: "it's gone" },
    ]);
  });
});
