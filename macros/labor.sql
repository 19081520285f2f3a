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
  Hours as Toast sends them, a double, as decimal(18, 4): sums of decimals are exact. What is missing or makes no
  sense is 0.
#}
{% macro labor_hours(double) %}
coalesce(greatest(try_cast({{ double }} as decimal(18, 4)), 0), 0)
{% endmacro %}

{# Pay for hours at an hourly wage; 0 without a wage. Takes expressions, and by what the wage is multiplied. #}
{% macro labor_pay(hours, wage, multiplier=1) %}
coalesce(try_cast({{ wage }} * {{ hours }} * {{ multiplier }} as decimal(18, 4)), 0)::decimal(18, 4)
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
