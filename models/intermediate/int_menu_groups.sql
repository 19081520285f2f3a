{#
  The names of the groups of published menus. A group can be in several menus, with the same name; those that
  are no longer published count only if none is.
#}
{{ config(materialized='view') }}

with menu_groups as (

    select * from {{ ref('published_menu_group') }}

),

menus as (

    select * from {{ ref('published_menu') }}

),

latest as (

    select *
    from menu_groups
    qualify _deleted = min(_deleted) over (partition by restaurant_id, id)

)

select
    latest.restaurant_id,
    latest.id as menu_group_id,
    max(latest.name) as name,
    case when count(distinct menus.id) = 1 then max(menus.name) end as menu_name
from latest
left join menus
    on latest.restaurant_id = menus.restaurant_id and latest.published_menu_id = menus.id
group by latest.restaurant_id, latest.id
