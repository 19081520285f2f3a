{#
  The lists of discounts or taxes of one kind of parent, one row per parent.

  parent: 'check', 'selection', 'modifier' or 'service charge'.
  relation: the CTE of these parents.
  list: the expression of the list.

  Gives the parent's kind and keys, applied (the list), _deleted and _synced_at.
#}
{% macro applied_to(parent, relation, list) %}
{% set selection_ids = { 'selection': 'id', 'modifier': 'orders_check_selection_id' } %}
select
        '{{ parent }}' as parent,
        restaurant_id,
        orders_id,
        business_date,
        {{ 'id as orders_check_id' if parent == 'check' else 'orders_check_id' }},
        {{ selection_ids.get(parent, 'null') }} as orders_check_selection_id,
        id as parent_id,
        {{ list }} as applied,
        _deleted,
        _synced_at
    from {{ relation }}
{% endmacro %}
