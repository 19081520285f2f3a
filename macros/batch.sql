{#
  Incremental order models replace whole orders: what they hold of the orders in the batch goes
  before the batch is inserted, so that children which left an order leave the tables too, even
  when none of them is left.
#}
{% macro delete_batch() %}
{% if is_incremental() %}
delete from {{ this }} as target
using {{ ref('stg_order') }} as batch
where target.restaurant_id = batch.restaurant_id
    and target.{{ 'id' if this.name == 'orders' else 'orders_id' }} = batch.id
{% endif %}
{% endmacro %}

{# Notes how far into raw_toast.orders the model has come. An empty batch changes nothing. #}
{% macro record_batch() %}
insert into {{ source('toast_meta', 'model_state') }} (model, synced_through)
select '{{ model_state_key(this.schema, this.name) }}', max(_synced_at)
from {{ ref('stg_order') }}
having count(*) > 0
on conflict (model) do update set synced_through = excluded.synced_through
{% endmacro %}

{# With its schema, so that a build into another schema does not move this one's state. #}
{% macro model_state_key(schema, name) %}{{ schema }}.{{ name }}{% endmacro %}
