with selections as (

    select * from {{ ref('stg_selection') }}

),

checks as (

    select * from {{ ref('stg_sales_check') }}

),

modifiers as (

    select
        *,
        coalesce(payload.voided, false) as is_voided,
        from_json(payload.refundDetails, '{{ refund_details_type() }}') as refund,
        from_json(payload.appliedTaxes, '[{{ applied_tax_type() }}]') as applied_taxes
    from {{ ref('stg_modifier') }}

),

discounts as (

    select * from {{ ref('stg_applied_discount') }}

),

payments as (

    select * from {{ ref('stg_payment') }}

),

/* The price of a modifier has those below it, as the price of a selection has its modifiers. */
by_modifiers as (

    select
        restaurant_id,
        orders_check_selection_id as id,
        coalesce(
            sum(payload.preDiscountPrice) filter (where depth = 1 and not is_voided), 0
        )::decimal(18, 4) as modifier_gross,
        min(payload.quantity) filter (where depth = 1 and not is_voided)::decimal(18, 4)
            as modifier_quantity,
        coalesce(sum(refund.refundAmount), 0)::decimal(18, 4) as modifier_refunds,
        coalesce(sum(refund.taxRefundAmount), 0)::decimal(18, 4) as modifier_tax_refunds,
        any_value(refund.refundTransaction.guid) as modifier_refund_transaction_id,
        sum({{ marketplace_tax('applied_taxes') }})::decimal(18, 4) as modifier_marketplace_tax
    from modifiers
    group by restaurant_id, orders_check_selection_id

),

/* Toast discounts no modifier of its own; a partner's order may have such a discount. */
by_discounts as (

    select
        restaurant_id,
        orders_check_selection_id as id,
        sum({{ net_discount('payload') }})::decimal(18, 4) as item_discounts
    from discounts
    where parent <> 'check' and {{ is_valid_discount('payload.processingState') }}
    group by restaurant_id, orders_check_selection_id

),

refunds as (

    select
        restaurant_id,
        orders_check_id,
        payload.refund.refundTransaction.guid as refund_transaction_id,
        {{ business_date('payload.refund.refundBusinessDate') }} as refund_business_date
    from payments
    where payload.refund is not null

),

refund_dates as (

    select restaurant_id, refund_transaction_id, max(refund_business_date) as refund_business_date
    from refunds
    where refund_transaction_id is not null
    group by restaurant_id, refund_transaction_id

),

check_refund_dates as (

    select restaurant_id, orders_check_id, max(refund_business_date) as refund_business_date
    from refunds
    group by restaurant_id, orders_check_id

),

items as (

    select
        selections.restaurant_id,
        selections.orders_id,
        selections.business_date,
        selections.orders_check_id,
        selections.id,
        selections.payload.item.guid as item_id,
        coalesce(selections.payload.item.multiLocationId, selections.payload.item.guid) as item_key,
        selections.payload.displayName as item_name,
        selections.payload.itemGroup.guid as menu_group_id,
        selections.payload.salesCategory.guid as sales_category_id,
        selections.payload.plu as plu,
        selections.payload.selectionType as selection_type,
        selections.payload.seatNumber as seat_number,
        selections.payload.createdDate as ordered_at,
        selections.payload.fulfillmentStatus as fulfillment_status,
        coalesce(selections.payload.diningOption.guid, checks.dining_option_id)
            as dining_option_id,
        selections.payload.quantity::decimal(18, 4) as quantity,
        selections.payload.unitOfMeasure as unit_of_measure,
        selections.payload.receiptLinePrice as list_price,
        coalesce(selections.payload.preDiscountPrice, selections.payload.price, 0)::decimal(18, 4)
            as gross_sales,
        coalesce(selections.payload.price, 0)::decimal(18, 4) as net_sales,
        coalesce(selections.payload.tax, 0)::decimal(18, 4) as tax,
        selections.payload.taxInclusion as tax_inclusion,
        {{ marketplace_tax('selections.payload.appliedTaxes') }}::decimal(18, 4)
            as own_marketplace_tax,
        coalesce(selections.payload.refundDetails.refundAmount, 0)::decimal(18, 4) as own_refunds,
        coalesce(selections.payload.refundDetails.taxRefundAmount, 0)::decimal(18, 4)
            as own_tax_refunds,
        selections.payload.refundDetails.refundTransaction.guid as own_refund_transaction_id,
        selections.payload.voidReason.guid as void_reason_id,
        selections.payload.voidDate as voided_at,
        coalesce(
            {{ business_date('selections.payload.voidBusinessDate') }}, checks.void_business_date
        ) as void_business_date,
        coalesce(selections.payload.voided, false) or checks.is_voided as is_voided,
        {{ is_deferred('selections.payload') }} as is_deferred,
        {{ deferred_type('selections.payload.selectionType') }} as deferred_type,
        checks.is_in_scope,
        checks.is_waste,
        checks.is_counted,
        selections._deleted,
        selections._synced_at
    from selections
    inner join checks
        on
            selections.restaurant_id = checks.restaurant_id
            and selections.orders_check_id = checks.orders_check_id
            and selections.orders_id = checks.orders_id

),

measured as (

    select
        items.*,
        coalesce(by_modifiers.modifier_gross, 0) as modifier_gross,
        {{ modifier_multiplier(
            'items.quantity',
            'items.gross_sales',
            "case
                when items.tax_inclusion is distinct from 'INCLUDED' or items.net_sales + items.tax = 0
                    then items.list_price
                else items.list_price * (items.net_sales / (items.net_sales + items.tax))
            end::decimal(18, 4)",
            'coalesce(by_modifiers.modifier_gross, 0)',
            'by_modifiers.modifier_quantity'
        ) }}::decimal(18, 4) as modifier_multiplier,
        coalesce(by_discounts.item_discounts, 0) as item_discounts,
        (items.own_marketplace_tax + coalesce(by_modifiers.modifier_marketplace_tax, 0))
            ::decimal(18, 4) as marketplace_tax,
        coalesce(by_modifiers.modifier_refunds, 0) as modifier_refunds,
        coalesce(by_modifiers.modifier_tax_refunds, 0) as modifier_tax_refunds,
        coalesce(items.own_refund_transaction_id, by_modifiers.modifier_refund_transaction_id)
            as refund_transaction_id,
        /* A refund of the whole line has that of its modifiers, because its price has them. */
        items.own_refunds + coalesce(by_modifiers.modifier_refunds, 0) > items.net_sales
            as is_refund_of_line
    from items
    left join by_modifiers using (restaurant_id, id)
    left join by_discounts using (restaurant_id, id)

),

refunded as (

    select
        *,
        case
            when is_refund_of_line then greatest(own_refunds, modifier_refunds)
            else own_refunds + modifier_refunds
        end::decimal(18, 4) as refunds,
        case
            when is_refund_of_line then greatest(own_tax_refunds, modifier_tax_refunds)
            else own_tax_refunds + modifier_tax_refunds
        end::decimal(18, 4) as tax_refunds
    from measured

)

select
    refunded.restaurant_id,
    refunded.orders_id,
    refunded.business_date,
    refunded.orders_check_id,
    refunded.id,
    refunded.item_id,
    refunded.item_key,
    refunded.item_name,
    refunded.menu_group_id,
    refunded.sales_category_id,
    refunded.plu,
    refunded.selection_type,
    refunded.seat_number,
    refunded.ordered_at,
    refunded.fulfillment_status,
    refunded.dining_option_id,
    refunded.quantity,
    refunded.unit_of_measure,
    refunded.list_price,
    (refunded.modifier_gross * refunded.modifier_multiplier)::decimal(18, 4)
        as modifier_gross_sales,
    refunded.modifier_multiplier,
    refunded.gross_sales,
    refunded.item_discounts,
    (refunded.gross_sales - refunded.net_sales - refunded.item_discounts)::decimal(18, 4)
        as check_discounts,
    (refunded.gross_sales - refunded.net_sales)::decimal(18, 4) as discounts,
    refunded.net_sales,
    refunded.tax,
    refunded.tax_inclusion,
    refunded.marketplace_tax,
    refunded.refunds,
    refunded.tax_refunds,
    refunded.refund_transaction_id,
    case
        when refunded.refunds <> 0 or refunded.tax_refunds <> 0
            then coalesce(
                refund_dates.refund_business_date,
                check_refund_dates.refund_business_date,
                refunded.business_date
            )
    end as refunded_on,
    refunded.refunds <> 0 or refunded.tax_refunds <> 0 as is_refunded,
    refunded.void_reason_id,
    refunded.voided_at,
    case when refunded.is_voided then refunded.void_business_date end as void_business_date,
    refunded.is_voided,
    refunded.is_deferred,
    refunded.deferred_type,
    refunded.is_counted and not refunded.is_voided and not refunded.is_deferred as is_sold,
    case when refunded.is_voided and refunded.is_in_scope then refunded.gross_sales else 0 end
        ::decimal(18, 4) as voided_gross_sales,
    case when refunded.is_waste and not refunded._deleted then coalesce(refunded.quantity, 0) else 0 end
        ::decimal(18, 4) as waste_quantity,
    refunded.is_in_scope,
    refunded._deleted,
    refunded._synced_at
from refunded
left join refund_dates using (restaurant_id, refund_transaction_id)
left join check_refund_dates using (restaurant_id, orders_check_id)
