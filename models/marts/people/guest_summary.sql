with visits as (

    select * from {{ ref('guest_visits') }}

)

select
    {{ derived_id(['guest_key', 'management_group_id', 'currency_code']) }} as group_id,
    guest_key,
    management_group_id,
    currency_code,
    max_by(guest_name, sold_at) filter (where guest_name is not null) as guest_name,
    max_by(email, sold_at) filter (where email is not null) as email,
    max_by(phone, sold_at) filter (where phone is not null) as phone,
    min(business_date) as first_business_date,
    max(business_date) as last_business_date,
    max_by(restaurant_name, sold_at) as last_restaurant_name,
    count(distinct restaurant_id) as restaurant_count,
    count(distinct (restaurant_id, order_id)) as visit_count,
    count(*) as check_count,
    sum(spend)::decimal(18, 4) as spend,
    sum(tips)::decimal(18, 4) as tips
from visits
where is_counted and not is_future
group by guest_key, management_group_id, currency_code
