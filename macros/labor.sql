{#
  Tells if the work of a job counts: Toast leaves out jobs that are excluded from reporting, and the variable
  `labor_jobs_left_out` names more, by title or GUID. Work without a job counts, as does that of a job that is not
  known.

  jobs: a relation with rows of `job`, left joined; its row may be missing.
  job_id: the expression of the job's id.
#}
{% macro is_counted_job(jobs, job_id) %}
not coalesce({{ jobs }}.exclude_from_reporting, false)
        {% for job in var('labor_jobs_left_out') %}
        {% set name = job | string | replace("'", "''") %}
        and {{ jobs }}.title is distinct from '{{ name }}'
        and {{ job_id }} is distinct from '{{ name }}'
        {% endfor %}
{% endmacro %}

{#
  Tells if work is paid by a salary: by what the job says today or, where there is no such job, by the lack of an
  hourly wage. Takes a relation with rows of `job`, left joined, and the expression that tells if there is a wage.
#}
{% macro is_salaried(jobs, has_wage) %}
coalesce({{ jobs }}.wage_frequency = 'SALARY', not {{ has_wage }})
{% endmacro %}

{#
  Hours as Toast sends them, a double, as decimal(18, 4): sums of decimals are exact. What is missing, negative or
  more than a year is 0.
#}
{% macro labor_hours(double) %}
coalesce(greatest(try_cast({{ double }} as decimal(8, 4)), 0), 0)::decimal(18, 4)
{% endmacro %}

{#
  Pay for hours at an hourly wage; 0 without a wage, and if it is more than fits. Takes expressions, and by what the
  wage is multiplied.
#}
{% macro labor_pay(hours, wage, multiplier=1) %}
coalesce(try(({{ wage }} * {{ hours }} * {{ multiplier }})::decimal(18, 4)), 0)
{% endmacro %}

{# The UTC date on which a scheduled shift begins. Takes a relation with rows of `shift`. #}
{% macro shift_date(shift) %}
make_timestamp(epoch_us({{ shift }}.in_date))::date
{% endmacro %}

{#
  From how many days before to how many days after the UTC date of its beginning a shift can be that of an entry
  with this business date: wherever the restaurant is, and whenever its day ends, work of the date is among them.
#}
{% macro shift_days() %}{{ return([-2, 1]) }}{% endmacro %}

{#
  The CTEs of the entries that labor_daily and labor_cost_daily add up, with what depends on the configuration:
  job_title, is_tipped_job, is_salaried and burden.
#}
{% macro counted_entries() %}
entries as (

    select * from {{ ref('int_shifts_worked') }}
    where not is_deleted

),

jobs as (

    select * from {{ ref('job') }}

),

counted as (

    select
        entries.*,
        jobs.title as job_title,
        coalesce(jobs.tipped, false) as is_tipped_job,
        {{ is_salaried('jobs', 'entries.has_wage') }} as is_salaried,
        {{ labor_burden('entries.labor_cost') }} as burden
    from entries
    left join jobs on entries.restaurant_id = jobs.restaurant_id and entries.job_id = jobs.id
    where {{ is_counted_job('jobs', 'entries.job_id') }}

)
{% endmacro %}

{# What labor costs on top of a wage. Takes an expression. #}
{% macro labor_burden(cost) %}
({{ cost }} * {{ var('burden_rate') }})::decimal(18, 4)
{% endmacro %}

{# The measures of labor_daily over `counted`, the CTE above. #}
{% macro labor_sums() %}
count(*) as entry_count,
        count(distinct employee_id) as head_count,
        {{ sums([
            ['hours'],
            ['regular_hours'],
            ['overtime_hours'],
            ['labor_cost'],
            ['regular_pay'],
            ['overtime_cost', 'overtime_pay'],
            ['burden'],
            ['salaried_hours', 'hours', 'is_salaried'],
            ['hours_without_wage', 'hours', 'not has_wage'],
            ['non_cash_tips'],
            ['declared_cash_tips'],
            ['tips_withheld'],
            ['gratuities']
        ]) }},
        count(*) filter (where is_open) as open_entry_count,
        count(*) filter (where not has_wage) as entries_without_wage,
        sum(missed_break_count)::bigint as missed_break_count
{% endmacro %}

{# The names of these measures. #}
{% macro labor_measures() %}
{{ return([
    'entry_count', 'head_count', 'hours', 'regular_hours', 'overtime_hours', 'labor_cost', 'regular_pay',
    'overtime_cost', 'burden', 'open_entry_count', 'entries_without_wage', 'salaried_hours',
    'hours_without_wage', 'missed_break_count', 'non_cash_tips', 'declared_cash_tips', 'tips_withheld',
    'gratuities'
]) }}
{% endmacro %}
