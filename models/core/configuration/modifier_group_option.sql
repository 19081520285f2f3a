{{ listed_references(ref('modifier_group'), 'options', 'modifier_group_id', 'menu_item_id') }}
