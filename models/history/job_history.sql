{{ config(alias='job') }}

{{ entity_periods(
    'jobs',
    job_type(),
    {
        'title': 'payload.title',
        'code': 'payload.code',
        'wage_frequency': 'payload.wageFrequency',
        'default_wage': 'payload.defaultWage',
        'tipped': 'payload.tipped',
        'exclude_from_reporting': 'payload.excludeFromReporting'
    },
    first={'modified_date': 'payload.modifiedDate'},
    where='not coalesce(payload.deleted, false)'
) }}
