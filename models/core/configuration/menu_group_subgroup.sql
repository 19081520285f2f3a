{{ listed_references(ref('menu_group'), 'subgroups', 'menu_group_id', 'subgroup_id') }}
