with facts as (

    select * from {{ ref('int_item_sales') }}

),

{{ fact_imports() }},

menu_items as (

    select * from {{ ref('menu_item') }}

),

menu_groups as (

    select * from {{ ref('int_menu_groups') }}

),

sales_categories as (

    select * from {{ ref('sale_category') }}

),

void_reasons as (

    select * from {{ ref('void_reason') }}

)

select
    facts.restaurant_id,
    facts.id as item_sale_id,
    facts.orders_check_id as check_id,
    facts.orders_id as order_id,
    facts.business_date,
    {{ check_columns() }},
    facts.item_id,
    facts.item_key,
    facts.item_name,
    menu_items.name as current_item_name,
    facts.menu_group_id,
    menu_groups.name as menu_group_name,
    menu_groups.menu_name,
    facts.sales_category_id,
    coalesce(
        sales_categories.name,
        case when facts.sales_category_id is null then 'No Sales Category Assigned' end
    ) as sales_category_name,
    facts.plu,
    facts.selection_type,
    facts.seat_number,
    facts.ordered_at,
    {{ local_time('facts.ordered_at') }} as ordered_at_local,
    facts.fulfillment_status,
    facts.quantity,
    facts.unit_of_measure,
    facts.list_price,
    facts.modifier_gross_sales,
    facts.gross_sales,
    facts.item_discounts,
    facts.check_discounts,
    facts.discounts,
    facts.net_sales,
    facts.tax,
    facts.tax_inclusion,
    facts.marketplace_tax,
    facts.refunds,
    facts.tax_refunds,
    facts.refund_transaction_id,
    facts.refunded_on,
    facts.is_refunded,
    facts.is_voided,
    facts.is_deferred,
    facts.is_sold,
    facts.void_reason_id,
    void_reasons.name as void_reason,
    facts.voided_at,
    {{ local_time('facts.voided_at') }} as voided_at_local,
    facts.void_business_date,
    facts.voided_gross_sales,
    facts.waste_quantity
from facts
{{ fact_joins() }}
left join menu_items
    on facts.restaurant_id = menu_items.restaurant_id and facts.item_id = menu_items.id
left join menu_groups
    on facts.restaurant_id = menu_groups.restaurant_id
    and facts.menu_group_id = menu_groups.menu_group_id
left join sales_categories
    on facts.restaurant_id = sales_categories.restaurant_id
    and facts.sales_category_id = sales_categories.id
left join void_reasons
    on facts.restaurant_id = void_reasons.restaurant_id
    and facts.void_reason_id = void_reasons.id
