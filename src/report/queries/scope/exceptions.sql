/* Discounts, voids and refunds of the servers above their rate; comps and drawers opened without a sale. */
create or replace temp table report_exceptions as

with restaurants as (

    select * from temp.report_restaurants

),

servers as (

    select * from temp.report_server_rates

),

discounts as (

    select * from toast_marts.discounts_given
    where business_date = $date::date and is_counted

),

voids as (

    select * from toast_marts.voids
    where business_date = $date::date and is_counted and void_kind <> 'payment'

),

refunds as (

    select * from toast_marts.refunds
    where business_date = $date::date and is_counted

),

cash_events as (

    select * from toast_marts.cash_events
    where business_date = $date::date and is_counted

),

found as (

    select
        case when is_comp then 'comp' else 'discount' end as kind,
        restaurant_id,
        server_id,
        check_number,
        sold_at_local as at,
        server_name as employee,
        approver_name as approver,
        concat_ws(', ', discount_name, item_name) as description,
        concat_ws(': ', reason, reason_comment) as reason,
        net_discount_amount - deferred_discount_amount as amount
    from discounts
    where net_discount_amount > deferred_discount_amount

    union all

    select
        'void' as kind,
        restaurant_id,
        server_id,
        check_number,
        coalesce(voided_at_local, sold_at_local) as at,
        server_name as employee,
        null as approver,
        concat_ws(
            ' ',
            nullif(format('{:g} ×', quantity::double), '1 ×'),
            coalesce(item_name, 'Item without a name'),
            case void_kind when 'order' then '(the whole order)' when 'check' then '(the whole check)' end
        ) as description,
        reason,
        amount
    from voids

    union all

    select
        'refund' as kind,
        restaurant_id,
        server_id,
        check_number,
        refunded_at_local as at,
        server_name as employee,
        null as approver,
        concat_ws(
            ', ',
            nullif(array_to_string(items, ', '), ''),
            case when custom_amount <> 0 then 'an amount that was typed in' end,
            case when order_business_date <> business_date then 'ordered on ' || order_business_date end
        ) as description,
        null as reason,
        sales_refunds as amount
    from refunds
    where sales_refunds <> 0

    union all

    select
        'no_sale' as kind,
        restaurant_id,
        null as server_id,
        null as check_number,
        occurred_at_local as at,
        creator_name as employee,
        approver_name as approver,
        'Drawer ' || cash_drawer_name as description,
        coalesce(no_sale_reason, reason) as reason,
        null as amount
    from cash_events
    where entry_type = 'NO_SALE'

)

select
    found.kind,
    found.restaurant_id,
    restaurants.restaurant_name,
    found.check_number,
    found.at,
    found.employee,
    found.approver,
    nullif(found.description, '') as description,
    nullif(found.reason, '') as reason,
    found.amount
from found
inner join restaurants on found.restaurant_id = restaurants.restaurant_id
left join servers
    on found.kind = servers.kind
    and found.restaurant_id = servers.restaurant_id
    and found.server_id = servers.server_id
where servers.server_id is not null or found.kind in ('comp', 'no_sale')
