with checks as (

    select * from {{ ref('stg_check') }}

),

/*
  Toast tells guests apart by their email address (orders API, Customer.email). The same identifier is written
  in several ways: Ann@Example.com, (555) 010-0100. A phone number that was hashed before it was stored has 32
  hexadecimal digits, and stays as it is.
*/
customers as (

    select
        restaurant_id,
        orders_id,
        id,
        business_date,
        nullif(trim(payload.customer.guid), '') as customer_id,
        nullif(lower(trim(payload.customer.email)), '') as email,
        nullif(
            case
                when regexp_full_match(payload.customer.phone, '[0-9a-f]{32}') then payload.customer.phone
                else regexp_replace(payload.customer.phone, '[^0-9]', '', 'g')
            end,
            ''
        ) as phone,
        nullif(concat_ws(' ', payload.customer.firstName, payload.customer.lastName), '') as guest_name,
        _deleted,
        _synced_at
    from checks

)

select
    restaurant_id,
    orders_id,
    id,
    business_date,
    coalesce(md5(email), customer_id, md5(phone)) as guest_key,
    guest_name,
    email,
    phone,
    _deleted,
    _synced_at
from customers
where guest_key is not null
order by restaurant_id, business_date
