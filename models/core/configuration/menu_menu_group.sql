{{ listed_references(ref('menu'), 'groups', 'menu_id', 'menu_group_id') }}
