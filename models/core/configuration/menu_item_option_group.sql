{{ listed_references(ref('menu_item'), 'option_groups', 'menu_item_id', 'modifier_group_id') }}
