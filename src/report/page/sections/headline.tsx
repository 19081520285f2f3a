import type { ComponentChildren } from 'preact';
import type { Compared, LocationNumbers, ReportedRestaurant } from '../../document/report.js';
import type { Formats } from '../../format/formats.js';
import { COMPARISONS, MEASURES, type MeasureKey } from '../view/measures.js';
import { whyMissing, whyNoChange } from '../view/reasons.js';
import { Change, Direction, Num } from '../parts/number.js';

interface HeadlineProps {
  readonly numbers: LocationNumbers;
  readonly formats: Formats;
  /** Whose numbers they are, to say why one is missing. */
  readonly restaurant?: ReportedRestaurant;
  readonly title: ComponentChildren;
}

/** Shows the numbers of the day large, each above what it is compared with. */
export function Headline({ numbers, formats, restaurant, title }: HeadlineProps) {
  const why = (key: MeasureKey, of?: keyof Compared) =>
    restaurant === undefined ? undefined : whyMissing(restaurant, key, of);
  return (
    <div class="headline">
      {title !== undefined && <h3>{title}</h3>}
      <dl>
        {MEASURES.map(({ key, title: measure, as }) => (
          <div>
            <dt>{measure}</dt>
            <dd class="value">
              <Num value={numbers[key].value} as={as(formats)} why={why(key)} />
            </dd>
            {COMPARISONS.map(([comparison, name]) => (
              <dd>
                <span>{name}</span>
                <span>
                  {comparison === 'fourWeeks' && <Direction of={numbers[key]} />}
                  <Num
                    value={numbers[key][comparison]}
                    as={as(formats)}
                    why={why(key, comparison)}
                  />
                </span>
              </dd>
            ))}
            {key === 'netSales' && (
              <dd class="against">
                <Change
                  percent={numbers.variance}
                  formats={formats}
                  why={restaurant && whyNoChange(restaurant, numbers.netSales)}
                />{' '}
                against four weeks
              </dd>
            )}
          </div>
        ))}
      </dl>
    </div>
  );
}
