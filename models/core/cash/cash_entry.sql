with cash_entries as (

    {{ entities('cash_entries', cash_entry_type(), ['business_date']) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.type,
    payload.reason,
    payload.amount,
    business_date,
    payload.date,
    payload.undoes,
    {{ toast_reference('payload.cashDrawer', 'cash_drawer') }},
    {{ toast_reference('payload.payoutReason', 'payout_reason') }},
    {{ toast_reference('payload.noSaleReason', 'no_sale_reason') }},
    {{ external_reference('payload.employee1', 'employee_1') }},
    {{ external_reference('payload.employee2', 'employee_2') }},
    {{ toast_reference('payload.creatorOrShiftReviewSubject', 'creator_or_shift_review_subject') }},
    {{ toast_reference('payload.approverOrShiftReviewSubject', 'approver_or_shift_review_subject') }},
    _deleted,
    _synced_at
from cash_entries
