{#
  Tells what a service charge is: 'gratuity' and 'donation' are no sales, 'sale' is. Takes the payload of an
  applied service charge.
#}
{% macro charge_kind(charge) %}
case
            when coalesce({{ charge }}.gratuity, false) then 'gratuity'
            when {{ charge }}.serviceChargeCategory = 'FUNDRAISING_CAMPAIGN' then 'donation'
            else 'sale'
        end
{% endmacro %}
