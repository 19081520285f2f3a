import type { Json } from '../contract/json.js';
import type { Entity, ToastReference } from '../restaurant/catalogue.js';
import {
  externalReference,
  named,
  namedExternal,
  toastReference,
} from '../restaurant/references.js';
import type { Restaurant } from '../restaurant/restaurant.js';
import type { Payloads } from './types.js';
import { EXTRAS } from './extras.js';

/** Returns the printers, which prep stations and cash drawers refer to. */
export function printersOf(restaurant: Restaurant): readonly Entity<ToastReference>[] {
  return EXTRAS.printers.map((name) => ({
    name,
    reference: toastReference(restaurant, 'Printer', name),
  }));
}

/** Returns the GUID of the prep station for items of a sales category. */
export function prepStationOf(restaurant: Restaurant, category: string): string | undefined {
  const station = category === 'Food' ? 'Grill' : category === 'Merchandise' ? undefined : 'Bar';
  return station && toastReference(restaurant, 'PrepStation', station).guid;
}

function prepStations(restaurant: Restaurant): readonly Json[] {
  const printers = printersOf(restaurant);
  return EXTRAS.prepStations.map(({ name, printer, expoRouting, printingMode, watched }) => ({
    ...toastReference(restaurant, 'PrepStation', name),
    name,
    includeWithExpediter: expoRouting === 'SEND_TO_EXPO',
    expoRouting,
    printingMode,
    connectedPrepStations: watched.map((other) => toastReference(restaurant, 'PrepStation', other)),
    kitchenPrinter: printers[printer]?.reference ?? null,
  }));
}

/** Builds the tables of a season, which no order refers to. */
export function extraTables(restaurant: Restaurant): readonly Json[] {
  const { serviceAreas, revenueCenters } = restaurant.catalogue;
  return EXTRAS.seasonal.tables.map((name) => ({
    ...toastReference(restaurant, 'Table', `Terrace ${name}`),
    name,
    serviceArea: serviceAreas[1]?.reference ?? null,
    revenueCenter: revenueCenters[0]?.reference ?? null,
  }));
}

/** Builds the settings of rooms, services and devices. */
export function floorSettings(
  restaurant: Restaurant,
): Payloads<
  | 'cashDrawers'
  | 'diningOptions'
  | 'printers'
  | 'prepStations'
  | 'restaurantServices'
  | 'revenueCenters'
  | 'serviceAreas'
  | 'tables'
> {
  const { catalogue } = restaurant;
  const printers = printersOf(restaurant);
  return {
    cashDrawers: catalogue.cashDrawers.map(({ reference }, n) => ({
      guid: reference.guid,
      entityType: reference.entityType,
      printer: printers[printers.length - 1 - n]?.reference ?? null,
    })),
    diningOptions: [
      ...Object.entries(catalogue.diningOptions).map(([behavior, option]) => ({
        ...namedExternal(option),
        behavior,
        curbside: false,
      })),
      {
        ...externalReference(restaurant, 'DiningOption', 'Curbside'),
        name: 'Curbside Pick-up',
        behavior: 'TAKE_OUT',
        curbside: true,
      },
    ],
    printers: printers.map(named),
    prepStations: prepStations(restaurant),
    restaurantServices: catalogue.restaurantServices.map(named),
    revenueCenters: catalogue.revenueCenters.map((center) => ({
      ...named(center),
      description: `Sales of ${center.name}`,
    })),
    serviceAreas: catalogue.serviceAreas.map((area) => ({
      ...named(area),
      revenueCenter:
        catalogue.tables.find((table) => table.serviceArea === area)?.revenueCenter.reference ??
        null,
    })),
    tables: catalogue.tables.map((table) => ({
      ...named(table),
      serviceArea: { guid: table.serviceArea.reference.guid, entityType: 'ServiceArea' },
      revenueCenter: table.revenueCenter.reference,
    })),
  };
}
