{#
  The orders of the batch with the checks of their payloads, one row per order: what stg_check and
  stg_selection parse.

  type: the type of a check as from_json takes it.

  Gives restaurant_id, orders_id, business_date, checks (a list of the type), orders_deleted and
  _synced_at.
#}
{% macro batch_orders(type) %}
select
        batch.restaurant_id,
        batch.id as orders_id,
        batch.business_date,
        from_json(raw_orders.payload, '{ "checks": [{{ type }}] }').checks as checks,
        batch._deleted as orders_deleted,
        batch._synced_at
    from {{ source('raw_toast', 'orders') }} as raw_orders
    inner join {{ ref('stg_order') }} as batch
        /* Lets DuckDB skip the row groups that hold payloads of other extractions. */
        on raw_orders.extracted_at = batch._synced_at
        and raw_orders.restaurant_id = batch.restaurant_id
        and raw_orders.id = batch.id
{% endmacro %}
