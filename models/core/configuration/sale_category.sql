with sales_categories as (

    {{ entities('sales_categories', sales_category_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.name,
    _deleted,
    _synced_at
from sales_categories
