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
    target.{{ day_columns(this.name) | join(',\n    target.') }}
from {{ this }} as target
inner join {{ ref('stg_order') }} as batch
    on target.restaurant_id = batch.restaurant_id
    and target.{{ 'id' if this.name == 'orders' else 'orders_id' }} = batch.id
{% endif %}
{% endmacro %}

{# Second pre-hook: notes the days that those rows are on. #}
{% macro note_replaced_days() %}
{% if is_incremental() %}
{{ note_days(days_of(this.name ~ '__replaced as target')) }}
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
  First post-hook of the order models: notes the days that the rows of the batch are on now. After a build
  in full, whose old rows are not known, all days that were ever noted.
#}
{% macro note_batch_days() %}
{% set days %}
select restaurant_id, business_date from {{ ref('stg_order') }}
    {% if day_columns(this.name) | length > 1 %}
    union all
    {{ days_of(
        this ~ ' as target inner join ' ~ ref('stg_order') ~ ' as batch '
        ~ 'on target._synced_at = batch._synced_at '
        ~ 'and target.restaurant_id = batch.restaurant_id '
        ~ 'and target.' ~ ('id' if this.name == 'orders' else 'orders_id') ~ ' = batch.id'
    ) }}
    {% endif %}
    {% if not is_incremental() %}
    union all
    select restaurant_id, business_date from {{ source('toast_meta', 'changed_day') }}
    {% endif %}
{% endset %}
{{ note_days(days) }}
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
        last_order._synced_at as synced_through,
        last_order.restaurant_id as last_restaurant_id,
        last_order.id as last_id
    from (
        select
            max({
                '_synced_at': _synced_at, 'restaurant_id': restaurant_id, 'id': id
            }) as last_order
        from {{ ref('stg_order') }}
        having count(*) > 0
    ) as batch
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

{#
  Gives the key of a model in toast_meta.model_state. It has the schema, so that a build into another
  schema does not change the state of this one.
#}
{% macro model_state_key(schema, name) %}{{ return(schema ~ '.' ~ name) }}{% endmacro %}
