/* Whether a restaurant has data of the date. */
select exists(select 1 from temp.report_days where comparison = 'value') as has_data
