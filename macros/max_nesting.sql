{# Levels of modifiers and menu groups that are modelled; real ones have a handful. Each level parses
   again what is below it, so without a bound, deep nesting would take time and memory without end. #}
{% macro max_nesting() %}50{% endmacro %}
