with parsed as (

    {{ entities('time_entries', time_entry_type()) }}

),

/* The shift reference is an object in Toast's definition, but only a GUID in its guide. */
time_entries as (

    select
        *,
        from_json(
            case json_type(payload.shiftReference)
                when 'VARCHAR' then json_object('guid', payload.shiftReference)
                else payload.shiftReference
            end,
            '{{ external_reference_type() }}'
        ) as shift_reference
    from parsed

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.externalId as external_id,
    {{ external_reference('payload.employeeReference', 'employee_reference') }},
    {{ external_reference('payload.jobReference', 'job_reference') }},
    {{ external_reference('shift_reference', 'shift_reference') }},
    {{ business_date('payload.businessDate') }} as business_date,
    payload.inDate as in_date,
    payload.outDate as out_date,
    payload.autoClockedOut as auto_clocked_out,
    payload.regularHours as regular_hours,
    payload.overtimeHours as overtime_hours,
    payload.hourlyWage as hourly_wage,
    payload.breaks,
    payload.declaredCashTips as declared_cash_tips,
    payload.nonCashTips as non_cash_tips,
    payload.nonCashTipsRoundingLoss as non_cash_tips_rounding_loss,
    payload.tipsWithheld as tips_withheld,
    payload.cashSales as cash_sales,
    payload.nonCashSales as non_cash_sales,
    payload.cashGratuityServiceCharges as cash_gratuity_service_charges,
    payload.nonCashGratuityServiceCharges as non_cash_gratuity_service_charges,
    payload.createdDate as created_date,
    payload.modifiedDate as modified_date,
    payload.deleted,
    {{ deleted_date('payload.deletedDate') }} as deleted_date,
    _deleted or coalesce(payload.deleted, false) as _deleted,
    _synced_at
from time_entries
