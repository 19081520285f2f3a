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
  Post-hook of the order models. Records the extraction up to which the model's table holds all
  orders. Takes nothing and gives a statement. An empty batch changes nothing.
#}
{% macro record_batch() %}
merge into {{ source('toast_meta', 'model_state') }} as state
using (
    select '{{ model_state_key(this.schema, this.name) }}' as model, max(_synced_at) as synced_through
    from {{ ref('stg_order') }}
    having count(*) > 0
) as batch
on state.model = batch.model
when matched then update set synced_through = batch.synced_through
when not matched then insert (model, synced_through) values (batch.model, batch.synced_through)
{% endmacro %}

{#
  Gives the keys of all order models in toast_meta.model_state: those tagged order_batch,
  which dbt_project.yml does where it adds the hooks above. Takes nothing; empty until the project
  has been read.
#}
{% macro order_models() %}
{% set keys = [] %}
{% if execute %}
{% for node in graph.nodes.values() %}
{% if node.resource_type == 'model' and 'order_batch' in node.tags %}
{% do keys.append(model_state_key(node.schema, node.alias)) %}
{% endif %}
{% endfor %}
{% endif %}
{{ return(keys) }}
{% endmacro %}

{#
  Gives the key of a model in toast_meta.model_state. It has the schema, so that a build into another
  schema does not change the state of this one.
#}
{% macro model_state_key(schema, name) %}{{ return(schema ~ '.' ~ name) }}{% endmacro %}
