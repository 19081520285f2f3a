{{ listed_references(ref('menu_group'), 'items', 'menu_group_id', 'menu_item_id') }}
