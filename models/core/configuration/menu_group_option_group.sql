{{ listed_references(ref('menu_group'), 'option_groups', 'menu_group_id', 'modifier_group_id') }}
