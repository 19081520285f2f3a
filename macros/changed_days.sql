{#
  Notes business days in toast_meta.changed_day, in the transaction of the rows that changed.

  days: a query of restaurant_id and business_date; null dates are left out.

  Gives a statement.
#}
{% macro note_days(days) %}
insert into {{ source('toast_meta', 'changed_day') }}
    (restaurant_id, business_date, changed_at, run_id)
{{ noted_days(days) }}
{% endmacro %}

{#
  Query of the rows of toast_meta.changed_day that note business days: takes the same as note_days.
  changed_at only grows, whatever the clock does, so that a model that has taken in all days up to one
  instant finds every later change after it.
#}
{% macro noted_days(days) %}
select distinct
    days.restaurant_id,
    days.business_date,
    greatest(
        now(),
        (
            select max(changed_at) + interval 1 microsecond
            from {{ source('toast_meta', 'changed_day') }}
        )
    ) as changed_at,
    '{{ invocation_id }}' as run_id
from (
    {{ days }}
) as days
where days.business_date is not null
{% endmacro %}

{#
  Gives the columns of an order model, besides the date of the order, on whose dates a change of its rows
  counts: those of a payment, refund or void. Where the date of the rows is one of these, as of a payment,
  business_date is among them. Takes the name of the model.
#}
{% macro other_day_columns(model) %}
{% set columns = {
    'orders': ['void_business_date'],
    'orders_check': ['void_business_date'],
    'orders_check_selection': ['void_business_date'],
    'payment': ['paid_business_date', 'refund_business_date', 'void_info_business_date'],
    'int_item_sales': ['refunded_on', 'void_business_date'],
    'int_payments_taken': ['business_date', 'order_business_date', 'refund_business_date'],
    'int_refunds': ['business_date', 'order_business_date']
} %}
{{ return(columns.get(model, [])) }}
{% endmacro %}

{#
  Post-hook of models that are rebuilt in full and have a date: notes the days whose rows are not those of the
  last build, gone days included. `forget_day_digests` and `record_day_digests` must follow.

  date: the date of a row of `target`, this model's table.
  days: the first and the last business day that rows of a date can belong to, in days after it.

  Gives a statement.
#}
{% macro note_changed_digests(date='target.business_date', days=[0, 0]) %}
{% set noted %}
select
        restaurant_id,
        unnest(range(
            digest_date + {{ days[0] }}, digest_date + {{ days[1] + 1 }}, interval 1 day
        ))::date as business_date
    from (
        select
            coalesce(new.restaurant_id, old.restaurant_id) as restaurant_id,
            coalesce(new.business_date, old.business_date) as digest_date
        from (
            {{ day_digests(date) }}
        ) as new
        full join (
            select restaurant_id, business_date, digest
            from {{ source('toast_meta', 'day_digest') }}
            where model = '{{ model_state_key(this.schema, this.name) }}'
        ) as old
            on new.restaurant_id = old.restaurant_id and new.business_date = old.business_date
        where new.digest is distinct from old.digest
    ) as changed
{% endset %}
{{ note_days(noted) }}
{% endmacro %}

{# Query of a digest of this model's table per date. Takes the date of a row of `target`, the table. #}
{% macro day_digests(date) %}
select
            target.restaurant_id,
            {{ date }} as business_date,
            sum(hash(target)::hugeint) as digest
        from {{ this }} as target
        where {{ date }} is not null
        group by all
{% endmacro %}

{#
  Post-hook that follows `note_changed_digests`: forgets the digests of dates that the table has no longer.
  Takes the same date, and gives a statement. A MERGE in a DuckLake cannot both update and delete.
#}
{% macro forget_day_digests(date='target.business_date') %}
delete from {{ source('toast_meta', 'day_digest') }} as state
where state.model = '{{ model_state_key(this.schema, this.name) }}'
    and not exists (
        select 1 from {{ this }} as target
        where target.restaurant_id = state.restaurant_id and {{ date }} = state.business_date
    )
{% endmacro %}

{#
  Post-hook that follows `forget_day_digests`: keeps the digests of this build. Takes the same date, and gives
  a statement.
#}
{% macro record_day_digests(date='target.business_date') %}
merge into {{ source('toast_meta', 'day_digest') }} as state
using (
    {{ day_digests(date) }}
) as new
    on state.model = '{{ model_state_key(this.schema, this.name) }}'
    and state.restaurant_id = new.restaurant_id
    and state.business_date = new.business_date
when matched then update set digest = new.digest
when not matched then insert (model, restaurant_id, business_date, digest)
values (
    '{{ model_state_key(this.schema, this.name) }}', new.restaurant_id, new.business_date, new.digest
)
{% endmacro %}

{#
  Post-hook of `restaurant`: notes all days of the restaurants whose time zone or close-out hour is not that
  of the last build, because they shift what belongs to a day. Gives a statement;
  `record_restaurant_settings` must follow.
#}
{% macro note_restaurant_settings() %}
{% set days %}
select changed.restaurant_id, changed.business_date
    from {{ source('toast_meta', 'changed_day') }} as changed
    inner join {{ this }} as target on changed.restaurant_id = target.restaurant_id
    left join {{ source('toast_meta', 'day_digest') }} as old
        on target.restaurant_id = old.restaurant_id
        and old.model = '{{ model_state_key(this.schema, this.name) }}'
    where hash(target.time_zone, target.closeout_hour)::hugeint is distinct from old.digest
{% endset %}
{{ note_days(days) }}
{% endmacro %}

{# Post-hook that follows `note_restaurant_settings`: keeps the settings of this build. Gives a statement. #}
{% macro record_restaurant_settings() %}
merge into {{ source('toast_meta', 'day_digest') }} as state
using (
    select restaurant_id, hash(time_zone, closeout_hour)::hugeint as digest from {{ this }}
) as new
    on state.model = '{{ model_state_key(this.schema, this.name) }}'
    and state.restaurant_id = new.restaurant_id
when matched then update set digest = new.digest
when not matched then insert (model, restaurant_id, digest)
values ('{{ model_state_key(this.schema, this.name) }}', new.restaurant_id, new.digest)
{% endmacro %}
