{#
  Pre-hook of the order models. Deletes what the model's table holds of the orders in the batch,
  before their current rows are inserted: rows removed from an order are deleted from the table,
  even when none of their kind is left. Takes nothing and gives a statement, or nothing on the first
  build.
#}
{% macro delete_batch() %}
{% if is_incremental() %}
delete from {{ this }} as target
using {{ ref('stg_order') }} as batch
where target.restaurant_id = batch.restaurant_id
    and target.{{ 'id' if this.name == 'orders' else 'orders_id' }} = batch.id
{% endif %}
{% endmacro %}

{#
  Post-hook of the order models. Records the last order of the batch: the model's table holds all orders
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
