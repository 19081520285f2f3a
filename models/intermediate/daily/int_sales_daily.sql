with changed_days as (

    {{ changed_days() }}

),

checks as (

    select checks.*
    from {{ ref('int_checks') }} as checks
    {{ of_changed_days('checks') }}
    where checks.is_counted

),

items as (

    select
        items.*,
        {{ is_in_scope('items') }} as is_in_scope
    from {{ ref('int_item_sales') }} as items
    {{ of_changed_days('items') }}

),

voids_entered as (

    select
        items.restaurant_id,
        items.void_business_date as business_date,
        items.net_sales
    from {{ ref('int_item_sales') }} as items
    {{ of_changed_days('items', date='void_business_date') }}
    where items.is_voided and not items.is_deferred and {{ is_in_scope('items') }}

),

refunds as (

    select refunds.*
    from {{ ref('int_refunds') }} as refunds
    {{ of_changed_days('refunds') }}
    where refunds.is_counted

),

by_check as (

    select
        restaurant_id,
        business_date,
        count(*) filter (where is_first_check) as order_count,
        count(*) as check_count,
        sum(guest_count) as guest_count,
        count(*) filter (where is_open) as open_check_count,
        {{ sums([
            ['item_quantity'],
            ['item_gross_sales'],
            ['service_charges'],
            ['gross_sales'],
            ['discounts'],
            ['sales_before_refunds'],
            ['refunds_of_orders', 'refunds - custom_refunds'],
            ['tax'],
            ['marketplace_tax'],
            ['tax_inclusive'],
            ['gratuities'],
            ['tips'],
            ['donations'],
            ['gift_card_sales'],
            ['house_account_payments'],
            ['other_deferred'],
            ['deferred_sales'],
            ['amount_due'],
            ['open_amount', 'balance', 'is_open']
        ]) }}
    from checks
    group by restaurant_id, business_date

),

by_item as (

    select
        restaurant_id,
        business_date,
        count(distinct orders_check_id) filter (where is_sold) as sales_check_count,
        count(*) filter (where is_void) as void_count,
        {{ sums([
            ['deferred_discounts', 'discounts', 'is_counted and not is_voided and is_deferred'],
            ['void_quantity', 'quantity', 'is_void'],
            ['void_amount', 'net_sales', 'is_void'],
            ['voided_gross_sales', 'gross_sales', 'is_void'],
            ['waste_amount', 'gross_sales', 'is_discarded']
        ]) }}
    from (
        select
            *,
            is_voided and not is_deferred and is_in_scope as is_void,
            is_waste and not is_voided and not is_deleted and not is_test as is_discarded
        from items
    ) as items
    where business_date is not null
    group by restaurant_id, business_date
    having sales_check_count > 0
        or void_count > 0
        or deferred_discounts <> 0
        or waste_amount <> 0

),

by_void_date as (

    select
        restaurant_id,
        business_date,
        {{ sums([['voids_entered_amount', 'net_sales']]) }}
    from voids_entered
    where business_date is not null
    group by restaurant_id, business_date

),

by_refund_date as (

    select
        restaurant_id,
        business_date,
        {{ sums([
            ['item_refunds'],
            ['service_charge_refunds'],
            ['custom_refunds', 'custom_amount'],
            ['tax_refunds'],
            ['gratuity_refunds'],
            ['tip_refunds', 'tip_refund'],
            ['donation_refunds'],
            ['deferred_refunds']
        ]) }}
    from refunds
    where business_date is not null
    group by restaurant_id, business_date

),

days as (

    select restaurant_id, business_date from by_check
    union
    select restaurant_id, business_date from by_item
    union
    select restaurant_id, business_date from by_void_date
    union
    select restaurant_id, business_date from by_refund_date

)

select
    restaurant_id,
    business_date,
    {% for relation, columns in [
        ('by_check', ['order_count', 'check_count', 'guest_count']),
        ('by_item', ['sales_check_count'])
    ] %}
    {% for column in columns %}
    coalesce({{ relation }}.{{ column }}, 0)::bigint as {{ column }},
    {% endfor %}
    {% endfor %}
    {{ or_zero('by_check', [
        'item_quantity', 'item_gross_sales', 'service_charges', 'gross_sales', 'discounts',
        'sales_before_refunds', 'refunds_of_orders', 'tax', 'marketplace_tax', 'tax_inclusive',
        'gratuities', 'tips', 'donations', 'gift_card_sales', 'house_account_payments',
        'other_deferred', 'deferred_sales', 'amount_due', 'open_amount'
    ]) }},
    coalesce(by_check.open_check_count, 0)::bigint as open_check_count,
    coalesce(by_item.void_count, 0)::bigint as void_count,
    {{ or_zero('by_item', [
        'deferred_discounts', 'void_quantity', 'void_amount', 'voided_gross_sales', 'waste_amount'
    ]) }},
    {{ or_zero('by_void_date', ['voids_entered_amount']) }},
    {{ or_zero('by_refund_date', [
        'item_refunds', 'service_charge_refunds', 'custom_refunds', 'tax_refunds',
        'gratuity_refunds', 'tip_refunds', 'donation_refunds', 'deferred_refunds'
    ]) }}
from days
left join by_check using (restaurant_id, business_date)
left join by_item using (restaurant_id, business_date)
left join by_void_date using (restaurant_id, business_date)
left join by_refund_date using (restaurant_id, business_date)
order by restaurant_id, business_date
