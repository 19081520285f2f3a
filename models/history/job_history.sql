{{ config(alias='job') }}

with all_versions as (

    {{ versions('jobs', job_type()) }}

),

versions as (

    select
        restaurant_id,
        id,
        payload.title,
        payload.code,
        payload.wageFrequency as wage_frequency,
        payload.defaultWage as default_wage,
        payload.tipped,
        payload.excludeFromReporting as exclude_from_reporting,
        payload.modifiedDate as modified_date,
        valid_from,
        valid_to
    from all_versions
    where not coalesce(payload.deleted, false)

)

{{ periods(
    'versions',
    ['restaurant_id', 'id'],
    [
        'title', 'code', 'wage_frequency', 'default_wage', 'tipped',
        'exclude_from_reporting'
    ],
    first=['modified_date']
) }}
