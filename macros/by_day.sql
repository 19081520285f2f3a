{#
  Query of the days that this model has to take in: those noted since its state. A model without a state
  takes in all. Takes nothing; gives restaurant_id and business_date.
#}
{% macro changed_days() %}
select distinct
        restaurant_id,
        business_date
    from {{ source('toast_meta', 'changed_day') }}
    where changed_at > coalesce(({{ days_taken_in() }}), timestamptz '-infinity')
{% endmacro %}

{# Query of the latest change that this model has taken in; no row if it has no state. #}
{% macro days_taken_in() %}
select synced_through
            from {{ source('toast_meta', 'model_state') }}
            where model = '{{ model_state_key(this.schema, this.name) }}'
{% endmacro %}

{#
  Restricts a relation to the days that this model has to take in, which a CTE `changed_days` lists; nothing
  when the model is built in full.

  relation: the name of the relation.
  date: its column with the business date that the model books it on.
#}
{% macro of_changed_days(relation, date='business_date') %}
{% if is_incremental() %}
semi join changed_days
        on {{ relation }}.restaurant_id = changed_days.restaurant_id
        and {{ relation }}.{{ date }} = changed_days.business_date
{% endif %}
{% endmacro %}

{#
  Pre-hook of models that are kept by business day. Deletes the days that are taken in again; all rows, if
  the model has no state. Gives a statement, or nothing on the first build.
#}
{% macro delete_changed_days() %}
{% if is_incremental() %}
delete from {{ this }} as target
where not exists ({{ days_taken_in() }})
    or exists (
        select 1
        from (
            {{ changed_days() }}
        ) as changed_days
        where target.restaurant_id = changed_days.restaurant_id
            and target.business_date = changed_days.business_date
    )
{% endif %}
{% endmacro %}

{#
  Post-hook of models that are kept by business day. Records the latest change that the model has taken in.
  The models that it reads note their days in the transactions of their rows, so all that this transaction
  sees is in it. Gives a statement.
#}
{% macro record_changed_days() %}
merge into {{ source('toast_meta', 'model_state') }} as state
using (
    select
        '{{ model_state_key(this.schema, this.name) }}' as model,
        coalesce(max(changed_at), timestamptz 'epoch') as synced_through
    from {{ source('toast_meta', 'changed_day') }}
) as latest
on state.model = latest.model
when matched then update set synced_through = latest.synced_through
when not matched then insert (model, synced_through) values (latest.model, latest.synced_through)
{% endmacro %}
