import { describe, expect, it } from 'vitest';
import { client, errorBody, logIn, send, start } from '../support/harness.js';
import { ARCHIVED, GROUP, HARBOUR, MAIN_STREET } from '../support/small-world.js';

const INFO = '/restaurants/v1/restaurants';
const MEMBERS = `/restaurants/v1/groups/${GROUP}/restaurants`;
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('GET /restaurants/{guid}', () => {
  it('returns the settings of a restaurant', async () => {
    const simulator = await start();
    const answer = await (await client(simulator))(`${INFO}/${MAIN_STREET}`);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(simulator.world.restaurants[0]?.info);
  });

  it('answers 404 for an unknown restaurant, and for an archived one unless it is requested', async () => {
    const get = await client(await start());
    expect((await get(`${INFO}/${ARCHIVED}`)).status).toBe(404);
    expect((await get(`${INFO}/${ARCHIVED}?includeArchived=false`)).status).toBe(404);
    expect((await get(`${INFO}/${ARCHIVED}?includeArchived=true`)).status).toBe(200);
    expect((await get(`${INFO}/${UNKNOWN}`)).status).toBe(404);
  });
});

describe('GET /groups/{guid}/restaurants', () => {
  it('returns the GUIDs of the members', async () => {
    const answer = await (await client(await start()))(MEMBERS);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual([{ guid: MAIN_STREET }, { guid: HARBOUR }, { guid: ARCHIVED }]);
  });

  it('refuses a malformed GUID and an unknown group', async () => {
    const get = await client(await start());
    expect((await get('/restaurants/v1/groups/all/restaurants')).status).toBe(400);
    expect((await get(`/restaurants/v1/groups/${MAIN_STREET}/restaurants`)).status).toBe(404);
  });

  it('needs the scope restaurants:read', async () => {
    const get = await client(await start({ scopes: ['orders:read'] }));
    const answer = await get(MEMBERS);
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(
      errorBody(answer, 403, 'The access token lacks the scope restaurants:read'),
    );
  });
});

describe('The header Toast-Restaurant-External-ID', () => {
  const needed = 'The header Toast-Restaurant-External-ID must hold the GUID of one location';

  it.each([
    ['is missing', undefined, 400, needed],
    ['is no GUID', 'main-street', 400, needed],
    ['holds two GUIDs', `${MAIN_STREET},${HARBOUR}`, 400, needed],
    ['is unknown', UNKNOWN, 403, `The client has no access to restaurant ${UNKNOWN}`],
    ["is the management group's", GROUP, 403, `The client has no access to restaurant ${GROUP}`],
  ])('is refused when it %s', async (_, value, status, message) => {
    const simulator = await start();
    const headers = {
      Authorization: `Bearer ${await logIn(simulator)}`,
      ...(value === undefined ? {} : { 'Toast-Restaurant-External-ID': value }),
    };
    const paths = [
      MEMBERS,
      `${INFO}/${MAIN_STREET}`,
      '/orders/v2/ordersBulk?businessDate=20260110',
    ];
    for (const path of paths) {
      const answer = await send(simulator, path, { headers });
      expect(answer.status).toBe(status);
      expect(answer.body).toEqual(errorBody(answer, status, message));
    }
  });
});
