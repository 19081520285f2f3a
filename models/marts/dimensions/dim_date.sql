with days as (

    select unnest(range(date '2015-01-01', date '2036-01-01', interval 1 day))::date as date

),

/* The fiscal year starts on the first day of a week, the one nearest to fiscal_year_start. */
nearest as (

    select
        years.year as fiscal_year,
        strptime(years.year || '-{{ var("fiscal_year_start") }}', '%Y-%m-%d')::date as starts_near
    from unnest(range(2014, 2037)) as years (year)

),

fiscal_years as (

    select
        fiscal_year,
        date_trunc('week', starts_near + 3 - {{ var('first_day_of_week') - 1 }})::date
        + {{ var('first_day_of_week') - 1 }} as starts_on
    from nearest

),

weeks as (

    select
        days.date,
        date_trunc('week', days.date - {{ var('first_day_of_week') - 1 }})::date
        + {{ var('first_day_of_week') - 1 }} as week_start,
        fiscal_years.fiscal_year,
        (days.date - fiscal_years.starts_on) // 7 + 1 as fiscal_week
    from days
    asof left join fiscal_years on days.date >= fiscal_years.starts_on

),

holidays (date, name) as (

    values
    {% for holiday in var('holidays') %}
    (date '{{ holiday.date }}', '{{ holiday.name | replace("'", "''") }}'),
    {% endfor %}
    (null::date, null::varchar)

)

select
    weeks.date,
    year(weeks.date)::integer as year,
    month(weeks.date)::integer as month,
    strftime(weeks.date, '%Y-%m') as year_month,
    isodow(weeks.date)::integer as day_of_week,
    dayname(weeks.date) as day_name,
    isodow(weeks.date) >= 6 as is_weekend,
    week(weeks.date)::integer as iso_week,
    weeks.week_start,
    weeks.fiscal_year::integer as fiscal_year,
    /* Quarters of 4, 4 and 5 weeks; a 53rd week belongs to the last period. */
    (3 * least((weeks.fiscal_week - 1) // 13, 3) + case
        when weeks.fiscal_week = 53 then 3
        when (weeks.fiscal_week - 1) % 13 < 4 then 1
        when (weeks.fiscal_week - 1) % 13 < 8 then 2
        else 3
    end)::integer as fiscal_period,
    weeks.fiscal_week::integer as fiscal_week,
    weeks.date - 7 as same_day_last_week,
    weeks.date - 364 as same_day_last_year,
    holidays.name as holiday
from weeks
left join holidays on weeks.date = holidays.date
