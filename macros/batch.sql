{#
  First pre-hook of the order models. Lists what the model's table holds of the orders in the batch, before
  their current rows are inserted. Takes nothing and gives a statement, or nothing on the first build.
#}
{% macro find_replaced() %}
{% if is_incremental() %}
create or replace temp table {{ this.name }}__replaced as
select
    target.rowid as target_row,
    target.restaurant_id,
    target.business_date
    {% for column in other_day_columns(this.name) if column != 'business_date' %}
    , target.{{ column }}
    {% endfor %}

from {{ this }} as target
inner join {{ ref('stg_order') }} as batch
    on target.restaurant_id = batch.restaurant_id
    and target.{{ 'id' if this.name == 'orders' else 'orders_id' }} = batch.id
{% endif %}
{% endmacro %}

{# Second pre-hook: notes the days that those rows are on. #}
{% macro note_replaced_days() %}
{% if is_incremental() %}
{% set days %}
select restaurant_id, business_date from {{ this.name }}__replaced
    {% for column in other_day_columns(this.name) if column != 'business_date' %}
    union all
    select restaurant_id, {{ column }} from {{ this.name }}__replaced
    {% endfor %}
{% endset %}
{{ note_days(days) }}
{% endif %}
{% endmacro %}

{#
  Third pre-hook: deletes those rows. What was removed from an order is deleted from the table, even when
  none of its kind is left.
#}
{% macro delete_batch() %}
{% if is_incremental() %}
delete from {{ this }} as target
using {{ this.name }}__replaced as replaced
where target.rowid = replaced.target_row
{% endif %}
{% endmacro %}

{#
  First post-hook of the order models: notes the days of the batch. They are the same for all order models,
  so stg_changed_day has them, with one instant. That instant is earlier than the transaction, but a model
  that is kept by day is built once per run, after all that it reads: it has not taken the instant in yet.
#}
{% macro note_batch_days() %}
insert into {{ source('toast_meta', 'changed_day') }}
    (restaurant_id, business_date, changed_at, run_id)
select restaurant_id, business_date, changed_at, run_id from {{ ref('stg_changed_day') }}
{% endmacro %}

{#
  Second post-hook: notes the other days that the rows of the batch are on now, those of payments, refunds
  and voids. Gives a statement, or nothing for models whose rows are on the day of their order only.
#}
{% macro note_other_days() %}
{% set columns = other_day_columns(this.name) %}
{% if columns %}
{% set days %}
{% for column in columns %}
select target.restaurant_id, target.{{ column }} as business_date
    from {{ this }} as target
    inner join {{ ref('stg_order') }} as batch
        on target._synced_at = batch._synced_at
        and target.restaurant_id = batch.restaurant_id
        and target.{{ 'id' if this.name == 'orders' else 'orders_id' }} = batch.id
    where target.{{ column }} is not null
    {% if not loop.last %}union all{% endif %}
{% endfor %}
{% endset %}
{{ note_days(days) }}
{% endif %}
{% endmacro %}

{#
  Last post-hook of the order models. Records the last order of the batch: the model's table holds all orders
  up to it. Takes nothing and gives a statement. An empty batch changes nothing.
#}
{% macro record_batch() %}
merge into {{ source('toast_meta', 'model_state') }} as state
using (
    select
        '{{ model_state_key(this.schema, this.name) }}' as model,
        _synced_at as synced_through,
        restaurant_id as last_restaurant_id,
        id as last_id
    from {{ ref('stg_order') }}
    order by _synced_at desc, restaurant_id desc, id desc
    limit 1
) as batch
on state.model = batch.model
when matched then update set
    synced_through = batch.synced_through,
    last_restaurant_id = batch.last_restaurant_id,
    last_id = batch.last_id
when not matched then insert (model, synced_through, last_restaurant_id, last_id)
values (batch.model, batch.synced_through, batch.last_restaurant_id, batch.last_id)
{% endmacro %}

{#
  Gives the keys in toast_meta.model_state of the order models that the batch is for: those tagged
  order_batch, which dbt_project.yml does where it adds the hooks above, that this run builds; all of
  them when it builds none. A model that a run leaves out does not hold up the others. Takes nothing;
  empty until the project has been read.
#}
{% macro order_models() %}
{% set keys = [] %}
{% set selected = [] %}
{% if execute %}
{% for node in graph.nodes.values() %}
{% if node.resource_type == 'model' and 'order_batch' in node.tags %}
{% do keys.append(model_state_key(node.schema, node.alias)) %}
{% if node.unique_id in selected_resources %}
{% do selected.append(model_state_key(node.schema, node.alias)) %}
{% endif %}
{% endif %}
{% endfor %}
{% endif %}
{{ return(selected or keys) }}
{% endmacro %}

{# Query of these keys, as `name`. #}
{% macro order_model_keys() %}
select unnest([
        {% for name in order_models() %}
        '{{ name }}'{% if not loop.last %},{% endif %}

        {% endfor %}
    ]) as name
{% endmacro %}

{#
  Gives the key of a model in toast_meta.model_state. It has the schema, so that a build into another
  schema does not change the state of this one.
#}
{% macro model_state_key(schema, name) %}{{ return(schema ~ '.' ~ name) }}{% endmacro %}
