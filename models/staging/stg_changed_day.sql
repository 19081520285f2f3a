{#
  The business days of the batch, as toast_meta.changed_day notes them. When an order model is built in full,
  the days of its old rows are not known: then, all days that were ever noted.
#}
with orders as (

    select * from {{ ref('stg_order') }}

),

changed_day as (

    select * from {{ source('toast_meta', 'changed_day') }}

),

{% if not flags.FULL_REFRESH %}
order_models as (

    {{ order_model_keys() }}

),

existing_tables as (

    select table_schema || '.' || table_name as name
    from information_schema.tables
    where table_catalog = current_database()

),

new_tables as (

    select name from order_models anti join existing_tables using (name)

),

{% endif %}
days as (

    select restaurant_id, business_date from orders

    union all

    select restaurant_id, business_date
    from changed_day
    {% if not flags.FULL_REFRESH %}
    where exists (select 1 from new_tables)
    {% endif %}

)

{{ noted_days('select * from days') }}
