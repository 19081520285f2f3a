{# Generated from fields/labor.json by `npm run fields:types`; do not edit. #}

{% macro job_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "externalId": "VARCHAR",
    "createdDate": "TIMESTAMPTZ", "modifiedDate": "TIMESTAMPTZ", "deletedDate": "TIMESTAMPTZ",
    "title": "VARCHAR", "deleted": "BOOLEAN", "wageFrequency": "VARCHAR",
    "defaultWage": "DECIMAL(18,4)", "tipped": "BOOLEAN", "code": "VARCHAR",
    "excludeFromReporting": "BOOLEAN"
}
{% endmacro %}

{% macro employee_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "externalId": "VARCHAR",
    "createdDate": "TIMESTAMPTZ", "modifiedDate": "TIMESTAMPTZ", "deletedDate": "TIMESTAMPTZ",
    "firstName": "VARCHAR", "chosenName": "VARCHAR", "lastName": "VARCHAR", "email": "VARCHAR",
    "phoneNumber": "VARCHAR", "phoneNumberCountryCode": "VARCHAR", "externalEmployeeId": "VARCHAR",
    "deleted": "BOOLEAN", "jobReferences": "JSON", "wageOverrides": "JSON",
    "v2EmployeeGuid": "VARCHAR"
}
{% endmacro %}

{% macro wage_override_type() %}
{ "wage": "DECIMAL(18,4)", "jobReference": {{ external_reference_type() }} }
{% endmacro %}

{% macro shift_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "externalId": "VARCHAR",
    "createdDate": "TIMESTAMPTZ", "modifiedDate": "TIMESTAMPTZ", "deletedDate": "TIMESTAMPTZ",
    "deleted": "BOOLEAN", "jobReference": {{ external_reference_type() }},
    "employeeReference": {{ external_reference_type() }}, "inDate": "TIMESTAMPTZ",
    "outDate": "TIMESTAMPTZ",
    "scheduleConfig": {
        "guid": "VARCHAR", "minBeforeClockIn": "DOUBLE", "minAfterClockIn": "DOUBLE",
        "minBeforeClockOut": "DOUBLE", "minAfterClockOut": "DOUBLE"
    }
}
{% endmacro %}

{% macro time_entry_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "externalId": "VARCHAR",
    "createdDate": "TIMESTAMPTZ", "modifiedDate": "TIMESTAMPTZ", "deletedDate": "TIMESTAMPTZ",
    "deleted": "BOOLEAN", "jobReference": {{ external_reference_type() }},
    "employeeReference": {{ external_reference_type() }}, "shiftReference": "JSON",
    "inDate": "TIMESTAMPTZ", "outDate": "TIMESTAMPTZ", "autoClockedOut": "BOOLEAN",
    "businessDate": "BIGINT", "regularHours": "DOUBLE", "overtimeHours": "DOUBLE",
    "hourlyWage": "DECIMAL(18,4)", "breaks": "JSON", "declaredCashTips": "DECIMAL(18,4)",
    "nonCashTips": "DECIMAL(18,4)", "nonCashTipsRoundingLoss": "DECIMAL(18,4)",
    "cashGratuityServiceCharges": "DECIMAL(18,4)", "nonCashGratuityServiceCharges": "DECIMAL(18,4)",
    "tipsWithheld": "DECIMAL(18,4)", "nonCashSales": "DECIMAL(18,4)", "cashSales": "DECIMAL(18,4)"
}
{% endmacro %}

{% macro break_type() %}
{
    "guid": "VARCHAR", "breakType": {{ toast_reference_type() }}, "paid": "BOOLEAN",
    "inDate": "TIMESTAMPTZ", "outDate": "TIMESTAMPTZ", "missed": "BOOLEAN", "waived": "BOOLEAN",
    "auditResponse": "BOOLEAN"
}
{% endmacro %}
