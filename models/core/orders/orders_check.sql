with checks as (

    select * from {{ ref('stg_check') }}

)

select
    restaurant_id,
    orders_id,
    business_date,
    id,
    position,
    payload.entityType as entity_type,
    payload.externalId as external_id,
    payload.displayNumber as display_number,
    payload.tabName as tab_name,
    payload.paymentStatus as payment_status,
    payload.amount,
    payload.taxAmount as tax_amount,
    payload.totalAmount as total_amount,
    payload.taxExempt as tax_exempt,
    payload.duration,
    payload.createdDate as created_date,
    payload.openedDate as opened_date,
    payload.modifiedDate as modified_date,
    payload.paidDate as paid_date,
    payload.closedDate as closed_date,
    payload.deleted,
    {{ deleted_date('payload.deletedDate') }} as deleted_date,
    payload.voided,
    payload.voidDate as void_date,
    {{ business_date('payload.voidBusinessDate') }} as void_business_date,
    {{ external_reference('payload.openedBy', 'opened_by') }},
    payload.createdDevice.id as created_device_id,
    payload.lastModifiedDevice.id as last_modified_device_id,
    {{ toast_reference('payload.customer', 'customer') }},
    payload.customer.firstName as customer_first_name,
    payload.customer.lastName as customer_last_name,
    payload.customer.phone as customer_phone,
    payload.customer.phoneCountryCode as customer_phone_country_code,
    payload.customer.email as customer_email,
    {{ toast_reference('payload.appliedLoyaltyInfo', 'applied_loyalty_info') }},
    payload.appliedLoyaltyInfo.vendor as applied_loyalty_info_vendor,
    payload.appliedLoyaltyInfo.loyaltyIdentifier as applied_loyalty_info_loyalty_identifier,
    payload.appliedLoyaltyInfo.maskedLoyaltyIdentifier
        as applied_loyalty_info_masked_loyalty_identifier,
    payload.appliedLoyaltyInfo.accrualFamilyGuid as applied_loyalty_info_accrual_family_guid,
    payload.appliedLoyaltyInfo.accrualText as applied_loyalty_info_accrual_text,
    _deleted,
    _synced_at
from checks
order by restaurant_id, business_date
