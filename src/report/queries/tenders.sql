with restaurants as (

    select * from temp.report_restaurants

),

tenders as (

    select
        restaurant_id,
        payment_type,
        /* What the restaurant calls a type of its own; the others as Toast's documentation describes them. */
        coalesce(
            other_payment_name,
            case payment_type
                when 'CASH' then 'Cash'
                when 'CREDIT' then 'Credit card'
                when 'GIFTCARD' then 'Gift card'
                when 'HOUSE_ACCOUNT' then 'House account'
                when 'REWARDCARD' then 'Rewards card'
                when 'LEVELUP' then 'LevelUp'
                when 'TOAST_SV' then 'Toast Cash'
                when 'OTHER' then 'Other'
                when 'UNDETERMINED' then 'Not determined'
            end,
            payment_type,
            'Not determined'
        ) as tender,
        sum(payment_count) as payments,
        sum(amount) as amount,
        sum(tips) as tips,
        sum(refunds) + sum(tip_refunds) as refunds,
        sum(total) as total,
        sum(fees) as fees,
        sum(payments_without_fee) as payments_without_fee
    from toast_marts.payments_daily
    where business_date = $date::date
    group by all

)

select
    tenders.restaurant_id,
    tenders.tender,
    tenders.payments::integer as payments,
    round(tenders.amount, 2)::double as amount,
    round(tenders.tips, 2)::double as tips,
    round(tenders.refunds, 2)::double as refunds,
    round(tenders.total, 2)::double as total,
    round(tenders.fees, 2)::double as fees,
    case when tenders.total > 0 then round(100 * tenders.fees / tenders.total, 2)::double end
        as fee_percent,
    tenders.payments_without_fee::integer as payments_without_fee
from tenders
inner join restaurants on tenders.restaurant_id = restaurants.restaurant_id
order by restaurants.restaurant_name, tenders.restaurant_id, tenders.total desc, tenders.tender
