with modifier_groups as (

    {{ published_map('modifierGroupReferences', published_modifier_group_type()) }}

),

pre_modifier_groups as (

    select restaurant_id, reference_id, id from {{ ref('published_pre_modifier_group') }}

)

select
    modifier_groups.restaurant_id,
    modifier_groups.reference_id,
    {{ entity_id(
        'modifier_groups.payload.guid', ["'modifier group'", 'modifier_groups.reference_id']
    ) }} as id,
    modifier_groups.payload.name,
    modifier_groups.payload.posName as pos_name,
    modifier_groups.payload.multiLocationId as multi_location_id,
    modifier_groups.payload.masterId as master_id,
    modifier_groups.payload.posButtonColorLight as pos_button_color_light,
    modifier_groups.payload.posButtonColorDark as pos_button_color_dark,
    modifier_groups.payload.visibility,
    modifier_groups.payload.pricingStrategy as pricing_strategy,
    modifier_groups.payload.pricingRules as pricing_rules,
    modifier_groups.payload.defaultOptionsChargePrice as default_options_charge_price,
    modifier_groups.payload.defaultOptionsSubstitutionPricing as default_options_substitution_pricing,
    modifier_groups.payload.minSelections as min_selections,
    modifier_groups.payload.maxSelections as max_selections,
    modifier_groups.payload.requiredMode as required_mode,
    modifier_groups.payload.isMultiSelect as is_multi_select,
    modifier_groups.payload.preModifierGroupReference as pre_modifier_group_reference,
    pre_modifier_groups.id as published_pre_modifier_group_id,
    modifier_groups.payload.modifierOptionReferences as modifier_option_references,
    modifier_groups._deleted,
    modifier_groups._synced_at
from modifier_groups
left join pre_modifier_groups
    on
        modifier_groups.restaurant_id = pre_modifier_groups.restaurant_id
        and modifier_groups.payload.preModifierGroupReference = pre_modifier_groups.reference_id
