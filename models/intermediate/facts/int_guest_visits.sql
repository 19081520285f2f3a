with checks as (

    select * from {{ ref('stg_check') }}

),

/* Without guest data, or with hashes of it, the rest of a customer is null. */
customers as (

    select
        restaurant_id,
        orders_id,
        id,
        business_date,
        nullif(payload.customer.guid, '') as customer_id,
        nullif(lower(trim(payload.customer.email)), '') as email,
        /* What is not of the number goes; a hash has letters. */
        nullif(regexp_replace(payload.customer.phone, '[^0-9A-Za-z]', '', 'g'), '') as phone,
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
    coalesce(customer_id, md5(email), md5(phone)) as guest_key,
    guest_name,
    email,
    phone,
    _deleted,
    _synced_at
from customers
where guest_key is not null
order by restaurant_id, business_date
