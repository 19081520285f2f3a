with changed_days as (

    {{ changed_days() }}

),

modifiers as (

    select modifiers.*
    from {{ ref('int_modifier_sales') }} as modifiers
    {{ of_changed_days('modifiers') }}
    where modifiers.is_sold and modifiers.business_date is not null

)

select
    restaurant_id,
    business_date,
    {{ derived_id([
        modifier_key('modifiers'), 'option_group_id', product_key('modifiers'), 'depth'
    ]) }} as group_id,
    {{ modifier_key('modifiers') }} as modifier_key,
    option_group_id,
    {{ product_key('modifiers') }} as item_key,
    depth,
    max(modifier_id) as modifier_id,
    max(modifier_name) as modifier_name,
    max(item_id) as item_id,
    max(item_name) as item_name,
    count(*) as line_count,
    count(distinct orders_check_selection_id) as item_line_count,
    {{ sums([['quantity'], ['gross_sales'], ['net_sales']]) }}
from modifiers
group by
    restaurant_id,
    business_date,
    {{ modifier_key('modifiers') }},
    option_group_id,
    {{ product_key('modifiers') }},
    depth
order by restaurant_id, business_date
