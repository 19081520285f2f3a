import { COMPARISONS, MEASURES } from '../view/measures.js';
import { whyMissing } from '../view/reasons.js';
import { Scrolling } from '../parts/data-table.js';
import { Num } from '../parts/number.js';
import { ToastText } from '../parts/toast-text.js';
import type { View } from '../view/view.js';

const VALUES = [['value', 'Day'], ...COMPARISONS] as const;

/** Shows every measure of every restaurant with all that it is compared with. */
export function AllComparisons({ view }: { readonly view: View }) {
  return (
    <Scrolling>
      <table class="comparisons scrolls">
        <caption class="hidden">All comparisons</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              Restaurant
            </th>
            {MEASURES.map(({ title }) => (
              <th scope="colgroup" colSpan={VALUES.length}>
                {title}
              </th>
            ))}
          </tr>
          <tr>
            {MEASURES.flatMap(() =>
              VALUES.map(([, title]) => (
                <th scope="col" class="number">
                  {title}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {view.report.locations.rows.map((row) => {
            const restaurant = view.restaurant(row.restaurantId);
            const formats = view.formatsOf(row.restaurantId);
            return (
              <tr>
                <th scope="row">
                  <ToastText text={restaurant.name} />
                </th>
                {MEASURES.flatMap(({ key, as }) =>
                  VALUES.map(([of]) => (
                    <td class="number">
                      <Num
                        value={row[key][of]}
                        as={as(formats)}
                        why={whyMissing(restaurant, key, of)}
                      />
                    </td>
                  )),
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scrolling>
  );
}
