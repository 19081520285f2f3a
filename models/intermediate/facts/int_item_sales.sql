with items as (

    select * from {{ ref('stg_sales_item') }}

),

checks as (

    select * exclude (dining_option_id) from {{ ref('stg_sales_check') }}

)

select
    items.restaurant_id,
    items.orders_id,
    items.orders_check_id,
    items.id,
    items.business_date,
    {{ sales_check_columns('checks') | replace('checks.dining_option_id', 'items.dining_option_id') }},
    items.item_id,
    items.item_key,
    items.item_name,
    items.menu_group_id,
    items.sales_category_id,
    items.plu,
    items.selection_type,
    items.seat_number,
    items.ordered_at,
    items.fulfillment_status,
    items.quantity,
    items.unit_of_measure,
    items.list_price,
    items.modifier_gross_sales,
    items.gross_sales,
    items.item_discounts,
    items.check_discounts,
    items.discounts,
    items.net_sales,
    items.tax,
    items.tax_inclusion,
    items.marketplace_tax,
    items.refunds,
    items.tax_refunds,
    items.refund_transaction_id,
    items.refunded_on,
    items.is_refunded,
    items.is_voided,
    items.is_deferred,
    items.is_sold,
    items.void_reason_id,
    items.voided_at,
    items.void_business_date,
    items.voided_gross_sales,
    items.waste_quantity,
    items._deleted,
    items._synced_at
from items
inner join checks using (restaurant_id, orders_id, orders_check_id)
order by items.restaurant_id, items.business_date
