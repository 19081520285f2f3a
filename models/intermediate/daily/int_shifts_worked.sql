with changed_days as (

    {{ changed_days() }}

),

entries as (

    select
        entries.*,
        {{ labor_hours('entries.regular_hours') }} as paid_regular_hours,
        {{ labor_hours('entries.overtime_hours') }} as paid_overtime_hours
    from {{ ref('time_entry') }} as entries
    {{ of_changed_days('entries') }}
    where entries.business_date is not null

),

breaks as (

    select
        breaks.*,
        coalesce(breaks.missed, false) as is_missed,
        coalesce(breaks.paid, false) as is_paid,
        greatest(epoch_us(breaks.out_date) - epoch_us(breaks.in_date), 0) as length_us
    from {{ ref('break') }} as breaks
    semi join entries
        on breaks.restaurant_id = entries.restaurant_id and breaks.time_entry_id = entries.id

),

by_entry as (

    select
        restaurant_id,
        time_entry_id,
        coalesce(sum(length_us) filter (where is_paid and not is_missed), 0) as paid_us,
        coalesce(sum(length_us) filter (where not is_paid and not is_missed), 0) as unpaid_us,
        count(*) filter (where is_missed) as missed_break_count,
        count(*) filter (where waived) as waived_break_count
    from breaks
    group by restaurant_id, time_entry_id

),

shifts as (

    select
        shifts.*,
        {{ shift_date('shifts') }} as shift_date
    from {{ ref('shift') }} as shifts
    where not shifts._deleted

),

/* Those without a reference are compared with the schedule. An open entry lasts an hour at least, since
   one that has just begun would overlap with nothing. */
unreferenced as (

    select
        restaurant_id,
        id,
        employee_reference_id,
        job_reference_id,
        in_date,
        coalesce(
            out_date,
            in_date + to_microseconds(
                (greatest(paid_regular_hours + paid_overtime_hours, 1) * 3600000000)::bigint
            )
        ) as until,
        unnest(range(
            business_date - {{ shift_days()[1] }},
            business_date - {{ shift_days()[0] }} + 1,
            interval 1 day
        ))::date as shift_date
    from entries
    where shift_reference_id is null and not _deleted

),

overlapping as (

    select
        unreferenced.restaurant_id,
        unreferenced.id,
        shifts.id as shift_id
    from unreferenced
    inner join shifts
        on unreferenced.restaurant_id = shifts.restaurant_id
        and unreferenced.employee_reference_id = shifts.employee_reference_id
        and unreferenced.shift_date = shifts.shift_date
        and unreferenced.in_date < shifts.out_date
        and unreferenced.until > shifts.in_date
    qualify row_number() over (
        partition by unreferenced.restaurant_id, unreferenced.id
        order by
            least(unreferenced.until, shifts.out_date) - greatest(unreferenced.in_date, shifts.in_date)
                desc,
            shifts.job_reference_id is not distinct from unreferenced.job_reference_id desc,
            shifts.id
    ) = 1

),

joined as (

    select
        entries.*,
        coalesce(entries.shift_reference_id, overlapping.shift_id) as shift_id,
        coalesce(by_entry.paid_us, 0) as paid_us,
        coalesce(by_entry.unpaid_us, 0) as unpaid_us,
        coalesce(by_entry.missed_break_count, 0) as missed_break_count,
        coalesce(by_entry.waived_break_count, 0) as waived_break_count,
        {{ labor_pay('entries.paid_regular_hours', 'entries.hourly_wage') }} as regular_pay,
        {{ labor_pay(
            'entries.paid_overtime_hours', 'entries.hourly_wage', var('overtime_multiplier')
        ) }} as overtime_pay
    from entries
    left join by_entry
        on entries.restaurant_id = by_entry.restaurant_id and entries.id = by_entry.time_entry_id
    left join overlapping
        on entries.restaurant_id = overlapping.restaurant_id and entries.id = overlapping.id

)

select
    restaurant_id,
    id,
    business_date,
    employee_reference_id as employee_id,
    job_reference_id as job_id,
    in_date as clocked_in_at,
    out_date as clocked_out_at,
    out_date is null and not _deleted as is_open,
    coalesce(auto_clocked_out, false) as is_auto_clocked_out,
    _deleted as is_deleted,
    paid_regular_hours as regular_hours,
    paid_overtime_hours as overtime_hours,
    (paid_regular_hours + paid_overtime_hours)::decimal(18, 4) as hours,
    (paid_us / 3600000000)::decimal(18, 4) as paid_break_hours,
    (unpaid_us / 3600000000)::decimal(18, 4) as unpaid_break_hours,
    missed_break_count,
    waived_break_count,
    hourly_wage is not null as has_wage,
    hourly_wage,
    regular_pay,
    overtime_pay,
    (regular_pay + overtime_pay)::decimal(18, 4) as labor_cost,
    coalesce(non_cash_tips, 0)::decimal(18, 4) as non_cash_tips,
    coalesce(declared_cash_tips, 0)::decimal(18, 4) as declared_cash_tips,
    coalesce(tips_withheld, 0)::decimal(18, 4) as tips_withheld,
    coalesce(cash_sales, 0)::decimal(18, 4) as cash_sales,
    coalesce(non_cash_sales, 0)::decimal(18, 4) as non_cash_sales,
    (
        coalesce(cash_gratuity_service_charges, 0) + coalesce(non_cash_gratuity_service_charges, 0)
    )::decimal(18, 4) as gratuities,
    shift_id,
    shift_id is not null and not _deleted and row_number() over (
        partition by restaurant_id, business_date, shift_id, _deleted order by in_date, id
    ) = 1 as is_first_of_shift,
    shift_id is not null and not _deleted and row_number() over (
        partition by restaurant_id, business_date, shift_id, _deleted
        order by out_date desc nulls first, id desc
    ) = 1 as is_last_of_shift
from joined
order by restaurant_id, business_date
