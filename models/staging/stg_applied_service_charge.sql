{{ config(materialized='ephemeral') }}

with checks as (

    select * from {{ ref('stg_check') }}

),

charges as (

    {{ elements('checks', 'payload.appliedServiceCharges', [
        'restaurant_id', 'orders_id', 'business_date', 'id as orders_check_id', '_deleted',
        '_synced_at'
    ]) }}

)

select
    restaurant_id,
    orders_id,
    business_date,
    orders_check_id,
    {{ entity_id('payload.guid', ['orders_check_id', "'service charge'", 'position']) }} as id,
    position,
    payload,
    _deleted,
    _synced_at
from charges
