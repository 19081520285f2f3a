import { describe, expect, it } from 'vitest';
import { definitionErrors } from './support/definitions.js';
import { client, login, start } from './support/harness.js';
import { GROUP, MAIN_STREET } from './support/small-world.js';

describe("Answers match Toast's definitions:", () => {
  it('the login', async () => {
    const { body } = await login(await start());
    expect(definitionErrors('authentication', 'AuthenticationResponse')(body)).toEqual([]);
  });

  it("errors, except for the status, which Toast's guide shows as a number", async () => {
    const { body } = await login(await start(), { clientSecret: 'guess' });
    expect(definitionErrors('authentication', 'ErrorMessage')(body)).toEqual([
      '/status must be null',
      '/status must be string',
      '/status must match a schema in anyOf',
    ]);
  });

  it('partners', async () => {
    const get = await client(await start());
    const { body } = await get('/partners/v1/restaurants');
    const errors = definitionErrors('partners', 'PartnerAccessExternalRep');
    expect((body as unknown[]).map(errors)).toEqual([[], [], []]);
    const paged = await get('/partners/v1/connectedRestaurants');
    expect(definitionErrors('partners', 'PaginatedResponse')(paged.body)).toEqual([]);
  });

  it('restaurants', async () => {
    const get = await client(await start());
    const info = await get(`/restaurants/v1/restaurants/${MAIN_STREET}`);
    expect(definitionErrors('restaurants', 'RestaurantInfo')(info.body)).toEqual([]);
    const members = await get(`/restaurants/v1/groups/${GROUP}/restaurants`);
    const errors = definitionErrors('restaurants', 'Restaurant');
    expect((members.body as unknown[]).map(errors)).toEqual([[], [], []]);
  });

  it('a wrong answer is reported', () => {
    const errors = definitionErrors('partners', 'PartnerAccessExternalRep');
    expect(errors({ restaurantGuid: 'no guid', createdDate: 'yesterday' })).not.toEqual([]);
  });
});
