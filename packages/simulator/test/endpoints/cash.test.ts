import { describe, expect, it } from 'vitest';
import { client, errorBody, NOW, start } from '../support/harness.js';
import { small } from '../support/walk.js';

async function cash(scopes = ['cashmgmt:read']) {
  const world = small({ from: '2026-01-01', to: '2026-01-25', ordersPerDay: 5 });
  const get = await client(await start({ scopes }, world));
  const guid = world.restaurants[1]?.guid ?? '';
  const headers = { 'Toast-Restaurant-External-ID': guid };
  return { world, guid, fetch: (target: string) => get(`/cashmgmt/v1/${target}`, headers) };
}

describe.each(['entries', 'deposits'] as const)('GET /cashmgmt/v1/%s', (name) => {
  it('lists the entries of the business date', async () => {
    const { world, guid, fetch } = await cash();
    const { body } = await fetch(`${name}?businessDate=20260116`);
    expect(body).toEqual(world.cash[name](guid, 20260116, NOW.getTime()));
    expect((body as unknown[]).length).toBeGreaterThan(0);
    expect((await fetch(`${name}?businessDate=20260125`)).body).toEqual([]);
  });

  it.each([
    ['', 'businessDate is required'],
    ['?yyyymmdd=20260117', 'businessDate is required'],
    ['?businessDate=', 'businessDate is not a date as yyyymmdd: ""'],
    ['?businessDate=2026-01-17', 'businessDate is not a date as yyyymmdd: "2026-01-17"'],
    ['?businessDate=20260230', 'businessDate is not a date as yyyymmdd: "20260230"'],
  ])('refuses %j', async (query, message) => {
    const answer = await (await cash()).fetch(name + query);
    expect(answer.body).toEqual(errorBody(answer, 400, message));
  });

  it('needs the scope cashmgmt:read', async () => {
    const { fetch } = await cash(['labor:read']);
    expect((await fetch(`${name}?businessDate=20260117`)).status).toBe(403);
  });
});
