{#
  The columns of a refund of a selection, modifier or service charge.

  refund_details: the struct of refund_details_type.
#}
{% macro refund_columns(refund_details) %}
{{ refund_details }}.refundAmount as refund_amount,
    {{ refund_details }}.taxRefundAmount as tax_refund_amount,
    {{ toast_reference(refund_details ~ '.refundTransaction', 'refund_transaction') }}
{% endmacro %}
