with orders as (

    select * from {{ ref('stg_order') }}

),

pricing_features as (

    select
        restaurant_id,
        id as orders_id,
        business_date,
        unnest(list_distinct(from_json(payload.pricingFeatures, '["VARCHAR"]'))) as pricing_feature,
        _deleted,
        _synced_at
    from orders

)

select
    restaurant_id,
    orders_id,
    business_date,
    pricing_feature,
    _deleted,
    _synced_at
from pricing_features
order by restaurant_id, business_date
