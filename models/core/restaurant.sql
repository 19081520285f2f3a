with raw_restaurants as (

    select * from {{ source('raw_toast', 'restaurants') }}

),

raw_restaurant_details as (

    select * from {{ source('raw_toast', 'restaurant_details') }}

),

partner as (

    select
        restaurant_id,
        from_json(payload, '{{ partner_restaurant_type() }}') as payload,
        removed_at,
        extracted_at
    from raw_restaurants

),

details as (

    select
        restaurant_id,
        from_json(payload, '{{ restaurant_info_type() }}') as payload,
        extracted_at
    from raw_restaurant_details

),

restaurants as (

    select
        restaurant_id,
        partner.payload as partner,
        partner.removed_at,
        details.payload.general as general,
        details.payload.location as location,
        details.payload.urls as urls,
        details.payload.schedules as schedules,
        details.payload.delivery as delivery,
        details.payload.onlineOrdering as online_ordering,
        details.payload.prepTimes as prep_times,
        greatest(partner.extracted_at, details.extracted_at) as extracted_at
    from partner
    full join details using (restaurant_id)

)

select
    restaurant_id,
    restaurant_id as id,
    coalesce(partner.restaurantName, general.name) as name,
    coalesce(partner.locationName, general.locationName) as location_name,
    general.locationCode as location_code,
    general.description,
    coalesce(partner.managementGroupGuid, general.managementGroupGuid) as management_group_guid,
    partner.externalGroupRef as external_group_ref,
    partner.externalRestaurantRef as external_restaurant_ref,
    partner.createdByEmailAddress as created_by_email_address,
    partner.createdDate as created_date,
    partner.isoCreatedDate as iso_created_date,
    partner.modifiedDate as modified_date,
    partner.isoModifiedDate as iso_modified_date,
    partner.scopes,
    partner.deleted,
    general.archived,
    general.timeZone as time_zone,
    general.closeoutHour as closeout_hour,
    general.currencyCode as currency_code,
    {{ business_date('general.firstBusinessDate') }} as first_business_date,
    location.address1 as address_1,
    location.address2 as address_2,
    location.city,
    location.stateCode as state_code,
    location.administrativeArea as administrative_area,
    location.zipCode as zip_code,
    location.country,
    location.phone,
    location.phoneCountryCode as phone_country_code,
    location.latitude,
    location.longitude,
    urls.website as urls_website,
    urls.facebook as urls_facebook,
    urls.twitter as urls_twitter,
    urls.orderOnline as urls_order_online,
    urls.purchaseGiftCard as urls_purchase_gift_card,
    urls.checkGiftCard as urls_check_gift_card,
    schedules,
    delivery.enabled as delivery_enabled,
    delivery.minimum as delivery_minimum,
    delivery.area as delivery_area,
    online_ordering.enabled as online_ordering_enabled,
    online_ordering.scheduling as online_ordering_scheduling,
    online_ordering.specialRequests as online_ordering_special_requests,
    online_ordering.specialRequestsMessage as online_ordering_special_requests_message,
    online_ordering.paymentOptions.delivery.cash as online_ordering_payment_options_delivery_cash,
    online_ordering.paymentOptions.delivery.ccSameDay
        as online_ordering_payment_options_delivery_cc_same_day,
    online_ordering.paymentOptions.delivery.ccFuture
        as online_ordering_payment_options_delivery_cc_future,
    online_ordering.paymentOptions.takeout.cash as online_ordering_payment_options_takeout_cash,
    online_ordering.paymentOptions.takeout.ccSameDay
        as online_ordering_payment_options_takeout_cc_same_day,
    online_ordering.paymentOptions.takeout.ccFuture
        as online_ordering_payment_options_takeout_cc_future,
    online_ordering.paymentOptions.takeout.ccInStore
        as online_ordering_payment_options_takeout_cc_in_store,
    online_ordering.paymentOptions.ccTip as online_ordering_payment_options_cc_tip,
    prep_times.deliveryPrepTime as prep_times_delivery_prep_time,
    prep_times.deliveryTimeAfterOpen as prep_times_delivery_time_after_open,
    prep_times.deliveryTimeBeforeClose as prep_times_delivery_time_before_close,
    prep_times.deliveryThrottlingTime as prep_times_delivery_throttling_time,
    prep_times.takeoutPrepTime as prep_times_takeout_prep_time,
    prep_times.takeoutTimeAfterOpen as prep_times_takeout_time_after_open,
    prep_times.takeoutTimeBeforeClose as prep_times_takeout_time_before_close,
    prep_times.takeoutThrottlingTime as prep_times_takeout_throttling_time,
    coalesce(partner.deleted, false) or removed_at is not null as _deleted,
    extracted_at as _synced_at
from restaurants
