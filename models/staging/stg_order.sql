{#
  The batch of the run: at most `batch_orders` of the orders that the least up to date order model lacks.
  Orders are taken in one order, by the instant they were loaded at, restaurant and id; each model's
  state is its last order. So the batches of a long history lie in the order of time.
#}
{{ config(meta={'skip_unchanged': true, 'batch_rows': var('batch_orders')}) }}

with raw_orders as (

    select * from {{ source('raw_toast', 'orders') }}

),

/* Apart from the above: DuckDB keeps what is read twice in memory, and payloads are large. */
order_keys as (

    select extracted_at, restaurant_id, id from {{ source('raw_toast', 'orders') }}

),

{% if not flags.FULL_REFRESH %}
order_models as (

    {{ order_model_keys() }}

),

model_state as (

    select * from {{ source('toast_meta', 'model_state') }}

),

existing_tables as (

    select table_schema || '.' || table_name as name
    from information_schema.tables
    where table_catalog = current_database()

),

/* A model without a state or without its table has never been built: it lacks all orders. */
progress as (

    select
        case
            when existing_tables.name is null or model_state.model is null
                then timestamptz '-infinity'
            else model_state.synced_through
        end as synced_through,
        case
            when model_state.last_id is not null
                then row(model_state.last_restaurant_id, model_state.last_id)
        end as last_order
    from order_models
    left join existing_tables on order_models.name = existing_tables.name
    left join model_state on order_models.name = model_state.model

),

/* Without a last order, a model has all orders that were loaded at its instant. */
watermark as (

    select
        synced_through,
        min(last_order) as last_order
    from progress
    group by synced_through
    order by synced_through
    limit 1

),

{% endif %}
due as (

    select
        order_keys.extracted_at,
        order_keys.restaurant_id,
        order_keys.id
    from order_keys
    {% if not flags.FULL_REFRESH %}
    where
        order_keys.extracted_at > (select synced_through from watermark)
        or (
            order_keys.extracted_at = (select synced_through from watermark)
            and row(order_keys.restaurant_id, order_keys.id) > (select last_order from watermark)
        )
    {% endif %}
    order by order_keys.extracted_at, order_keys.restaurant_id, order_keys.id
    limit {{ var('batch_orders') }}

),

batch as (

    select
        raw_orders.restaurant_id,
        raw_orders.id,
        from_json(raw_orders.payload, '{{ order_type() }}') as payload,
        raw_orders.extracted_at
    from raw_orders
    /* The instant lets DuckDB skip the row groups that hold payloads of other extractions. */
    inner join due
        on raw_orders.extracted_at = due.extracted_at
        and raw_orders.restaurant_id = due.restaurant_id
        and raw_orders.id = due.id

)

select
    restaurant_id,
    id,
    {{ business_date('payload.businessDate') }} as business_date,
    payload,
    coalesce(payload.deleted, false) as _deleted,
    extracted_at as _synced_at
from batch
