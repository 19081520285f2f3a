{# The batch of the run: the orders loaded since the least up to date order model was built. #}
with raw_orders as (

    select * from {{ source('raw_toast', 'orders') }}

),

{% if not flags.FULL_REFRESH %}
order_models as (

    select unnest([
        {% for name in order_models() %}
        '{{ name }}'{% if not loop.last %},{% endif %}

        {% endfor %}
    ]) as name

),

model_state as (

    select * from {{ source('toast_meta', 'model_state') }}

),

existing_tables as (

    select table_schema || '.' || table_name as name
    from information_schema.tables
    where table_catalog = current_database()

),

/* A model without a state or without its table has never been built: its batch is all orders. */
watermark as (

    select
        min(
            case
                when existing_tables.name is null or model_state.model is null
                    then timestamptz '-infinity'
                else model_state.synced_through
            end
        ) as synced_through
    from order_models
    left join existing_tables on order_models.name = existing_tables.name
    left join model_state on order_models.name = model_state.model

),

{% endif %}
batch as (

    select
        raw_orders.restaurant_id,
        raw_orders.id,
        from_json(raw_orders.payload, '{{ order_type() }}') as payload,
        raw_orders.extracted_at
    from raw_orders
    {% if not flags.FULL_REFRESH %}
    where raw_orders.extracted_at > (select synced_through from watermark)
    {% endif %}

)

select
    restaurant_id,
    id,
    {{ business_date('payload.businessDate') }} as business_date,
    payload,
    coalesce(payload.deleted, false) as _deleted,
    extracted_at as _synced_at
from batch
