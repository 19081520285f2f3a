{{ config(materialized='ephemeral') }}

with payments as (

    select * from {{ ref('stg_payment') }}

)

select
    restaurant_id,
    orders_id,
    orders_check_id,
    id,
    business_date as order_business_date,
    coalesce({{ business_date('payload.paidBusinessDate') }}, business_date) as paid_business_date,
    payload.paidDate as paid_at,
    payload.type as payment_type,
    payload.paymentStatus as payment_status,
    {{ is_real_payment('payload.paymentStatus') }} as is_real,
    payload.otherPayment.guid as other_payment_id,
    payload.houseAccount.guid as house_account_id,
    payload.cardType as card_type,
    payload.cardEntryMode as card_entry_mode,
    payload.server.guid as server_id,
    payload.cashDrawer.guid as cash_drawer_id,
    coalesce(payload.amount, 0)::decimal(18, 4) as amount,
    coalesce(payload.tipAmount, 0)::decimal(18, 4) as tip,
    payload.originalProcessingFee::decimal(18, 4) as processing_fee,
    coalesce(payload.mcaRepaymentAmount, 0)::decimal(18, 4) as mca_repayment,
    payload.refund is not null as is_refunded,
    coalesce(payload.refund.refundAmount, 0)::decimal(18, 4) as refund_amount,
    coalesce(payload.refund.tipRefundAmount, 0)::decimal(18, 4) as tip_refund,
    payload.refund.refundTransaction.guid as refund_transaction_id,
    payload.refund.refundStrategy as refund_strategy,
    payload.refund.refundDate as refunded_at,
    case
        when payload.refund is not null
            then coalesce({{ business_date('payload.refund.refundBusinessDate') }}, business_date)
    end as refund_business_date,
    (
        coalesce(payload.paymentStatus, '') in ('VOIDED', 'VOIDED_AT_RISK', 'PROCESSING_VOID')
        or (payload.voidInfo.voidDate is not null and not {{ is_real_payment('payload.paymentStatus') }})
    ) as is_voided,
    payload.voidInfo.voidDate as voided_at,
    {{ business_date('payload.voidInfo.voidBusinessDate') }} as void_business_date,
    payload.voidInfo.voidUser.guid as void_user_id,
    payload.voidInfo.voidApprover.guid as void_approver_id,
    payload.voidInfo.voidReason.guid as void_reason_id,
    _deleted,
    _synced_at
from payments
