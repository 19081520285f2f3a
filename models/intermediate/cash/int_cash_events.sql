with entries as (

    select * from {{ ref('cash_entry') }}

),

/* An entry is undone once, however often Toast says so. */
undoing as (

    select
        restaurant_id,
        undoes as id,
        arg_min(id, (date, id)) as undone_by_id
    from {{ ref('cash_entry') }}
    where undoes is not null and not _deleted
    group by restaurant_id, undoes

),

floats as (

    select
        restaurant_id,
        id
    from {{ ref('cash_entry') }}
    where {{ is_float_reason('reason') }} and type in ('CASH_IN', 'CASH_OUT')

)

select
    entries.restaurant_id,
    entries.id,
    entries.business_date,
    entries.date as occurred_at,
    entries.type as entry_type,
    coalesce(entries.amount, 0)::decimal(18, 4) as amount,
    entries.reason,
    entries.payout_reason_id,
    entries.no_sale_reason_id,
    entries.cash_drawer_id,
    entries.creator_or_shift_review_subject_id as creator_id,
    entries.approver_or_shift_review_subject_id as approver_id,
    entries.employee_1_id,
    entries.employee_2_id,
    undoing.undone_by_id is not null as is_undone,
    undoing.undone_by_id,
    entries.undoes as undoes_id,
    floats.id is not null or undone_floats.id is not null as is_float,
    entries._deleted as is_deleted,
    not entries._deleted and entries.business_date is not null as is_counted
from entries
left join undoing
    on entries.restaurant_id = undoing.restaurant_id and entries.id = undoing.id
left join floats
    on entries.restaurant_id = floats.restaurant_id and entries.id = floats.id
left join floats as undone_floats
    on entries.restaurant_id = undone_floats.restaurant_id
    and entries.undoes = undone_floats.id
order by entries.restaurant_id, entries.business_date
