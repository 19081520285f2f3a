{#
  The columns of a discount on a check, selection or modifier. Takes nothing; reads the column
  `payload` of applied_discount_type.
#}
{% macro applied_discount_columns() %}
payload.entityType as entity_type,
    payload.externalId as external_id,
    payload.name,
    {{ toast_reference('payload.discount', 'discount') }},
    payload.discountType as discount_type,
    payload.discountPercent as discount_percent,
    payload.discountAmount as discount_amount,
    payload.nonTaxDiscountAmount as non_tax_discount_amount,
    payload.processingState as processing_state,
    payload.appliedPromoCode as applied_promo_code,
    {{ external_reference('payload.approver', 'approver') }},
    payload.appliedDiscountReason.name as applied_discount_reason_name,
    payload.appliedDiscountReason.description as applied_discount_reason_description,
    payload.appliedDiscountReason.comment as applied_discount_reason_comment,
    {{ toast_reference(
        'payload.appliedDiscountReason.discountReason', 'applied_discount_reason_discount_reason'
    ) }},
    payload.loyaltyDetails.vendor as loyalty_details_vendor,
    payload.loyaltyDetails.referenceId as loyalty_details_reference_id
{% endmacro %}
