import type { Simulator } from 'toast-simulator';
import { beforeEach, describe, expect, it } from 'vitest';
import { ConfigurationError, UsageError } from '../../../src/errors.js';
import type { HttpRequest } from '../../../src/toast/transport.js';
import type { Warehouse } from '../../../src/warehouse/warehouse.js';
import { errorOf } from '../../support/error-of.js';
import { loadLedger } from './support/extraction.js';
import { openSmallExtraction, type SmallExtraction } from './support/small-extraction.js';

let simulator: Simulator;
let warehouse: Warehouse;
let restaurantIds: readonly string[];
let extract: SmallExtraction['extract'];

beforeEach(async () => {
  ({ simulator, warehouse, restaurantIds, extract } = await openSmallExtraction());
});

describe('the restaurants of an extraction', () => {
  const restaurantsRead = async () =>
    new Set((await loadLedger(warehouse)).map(({ restaurant_id }) => restaurant_id));

  it('are those that the configuration lists', async () => {
    const [first] = restaurantIds;
    await extract({ restaurants: [first ?? ''] });
    expect([...(await restaurantsRead())]).toEqual([first]);
  });

  it('are those of the configured management group', async () => {
    const { managementGroupGuid } = simulator.world;
    await extract({ restaurants: restaurantIds.slice(1), managementGroup: managementGroupGuid });
    expect([...(await restaurantsRead())].toSorted()).toEqual(restaurantIds.toSorted());
  });

  it('cannot be found by management group without a member of the group', async () => {
    const error = await errorOf(extract({ managementGroup: simulator.world.managementGroupGuid }));
    expect(error).toBeInstanceOf(ConfigurationError);
  });

  it('can be selected by part of their name, ignoring case', async () => {
    let names: ReadonlyMap<string, string> = new Map();
    await extract({
      resources: [],
      onEvent: (event) => {
        if (event.type === 'discovered') names = event.names;
      },
    });
    const [[guid, name]] = [...names] as [[string, string]];
    expect([...names.values()].filter((other) => other === name)).toHaveLength(1);
    await extract({ only: [name.toUpperCase()] });
    expect([...(await restaurantsRead())]).toEqual([guid]);
  });

  it.each([[['Nowhere']], [['']], [[]]])(
    'cannot be selected by %j; the error suggests the accessible ones',
    async (only) => {
      const error = await errorOf(extract({ only }));
      expect(error).toBeInstanceOf(UsageError);
      const { general } = simulator.world.restaurants[0]?.info ?? {};
      expect((error as UsageError).suggestion).toContain((general as { name: string }).name);
    },
  );

  it('must be configured when the credentials cannot list them', async () => {
    const overrideStatus = ({ url }: HttpRequest) =>
      url.pathname.includes('partners') ? 403 : undefined;
    const error = await errorOf(extract({ overrideStatus }));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect((error as ConfigurationError).suggestion).toMatch(/`restaurants`/);
    expect(await extract({ overrideStatus, restaurants: restaurantIds })).toMatchObject({
      status: 'complete',
    });
  });
});
