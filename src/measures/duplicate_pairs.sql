-- one row per pair of leads that may be one person although no email says so (of a larger group each with its first), and the key that joins them (METHODS 8)
with
counted as not materialized (
    select l.lead_key, l.lead_id, l.email_key, l.first_name, l.last_name, l.company, l.domain, l.country, lower(l.phone) as phone
    from stg_leads l
    join population p using (lead_key)
    where p.step not in ('after_cutoff', 'merged') and p.step not like 'excluded:%'
),

-- 0044 and +44 (0) are +44; what follows x or ext is a desk of its own
dialled as (
    select
        lead_key,
        email_key,
        regexp_extract(phone, '(?:x|#|ext)[^0-9]*([0-9]+)', 1) as desk,
        case
            when regexp_matches(phone, '^[^0-9]*\+') then digits
            when starts_with(digits, '00') then substr(digits, 3)
            when starts_with(digits, d.trunk) then d.code || substr(digits, length(d.trunk) + 1)
            else d.code || digits
        end as number
    from (
        select *, regexp_replace(regexp_replace(phone, '\(0\)|(x|#|ext).*$', '', 'g'), '[^0-9]', '', 'g') as digits
        from counted
        where phone is not null
    ) c
    left join def_calling d on d.country = lower(trim(c.country))
),

phones as (
    select lead_key, email_key, number || 'x' || desk as phone
    from dialled
    -- E.164; 1111111 and 1234567890 are nobody's
    where length(number) between 8 and 15
        and replace(substr(number, 4), right(number, 1), '') != '' and not contains('012345678901234567890', substr(number, 4))
),

-- arg_min would pass over a first lead without email; a number of very many people is a switchboard or a placeholder: nobody's own
phone_owners as (
    select phone, min(lead_key) as lead_key, arg_min_null(email_key, lead_key) as email_key
    from phones
    where phone in (select phone from phones group by phone having count(*) > 1)
    group by phone
    having count(distinct coalesce(email_key, lead_key::varchar)) between 2 and $most_people
),

named as (
    select
        c.lead_key,
        c.email_key,
        c.company,
        regexp_replace(lower(strip_accents(c.first_name)), '[^\p{L}]', '', 'g') as first_name,
        regexp_replace(lower(strip_accents(c.last_name)), '[^\p{L}]', '', 'g') as last_name,
        coalesce(
            case when f.word is null then split_part(c.email_key, '@', 2) end,
            regexp_extract(lower(c.domain), '^(?:https?://)?(?:www\.)?([^/ ]+\.[^/ ]+)', 1)
        ) as domain
    from counted c
    left join def_duplicate_word f on f.list = 'freemail' and f.word = split_part(c.email_key, '@', 2)
    anti join def_duplicate_word r on r.list = 'role' and r.word = split_part(c.email_key, '@', 1)
    where length(c.first_name) >= 2 and length(c.last_name) >= 2
),

at_company as (
    -- the legal form at the end of a company's name says nothing
    select *, regexp_replace(
        regexp_replace(lower(strip_accents(replace(company, '.', ''))), '[^\p{L}\p{N}]+', ' ', 'g'), $company_form, ''
    ) as place
    from named
    where company is not null and exists (select 1 from named where email_key is null)
),

placed as (
    select 'domain_name' as key, domain as place, lead_key, email_key, first_name, left(last_name, 2) as last_letters,
        first_name || ' ' || last_name as name
    from named
    where domain not in (select word from def_duplicate_word where list = 'freemail')
    union all
    select 'company_name', place, lead_key, email_key, first_name, left(last_name, 2), first_name || ' ' || last_name
    from at_company
    where place in (select place from at_company where email_key is null)
),

-- a domain or company of very many leads is a provider of mailboxes, or nobody's name
inside as (
    select p.*
    from placed p
    semi join (select key, place from placed group by key, place having count(*) between 2 and $most_at_place) using (key, place)
    where place != ''
),

-- people of one name at one place are one group: a pair of each with the first of them joins as many as a pair of each with each
-- would, and ten thousand of a name are ten thousand pairs, not fifty million
people as (
    select key, place, name, first_name, last_letters, min(lead_key) as lead_key, email_key
    from inside
    group by key, place, name, first_name, last_letters, email_key, case when email_key is null then lead_key end
),

-- at a company only somebody without an email can be another: the first is one of those where there is one
grouped as (
    select
        *,
        key = 'domain_name' or bool_or(email_key is null) over same_name as joins,
        first_value(lead_key) over same_name as first_key
    from people
    window same_name as (
        partition by key, place, name
        order by key = 'company_name' and email_key is not null, lead_key
        rows between unbounded preceding and unbounded following
    )
),

firsts as (
    select * from grouped where lead_key = first_key
),

-- names are compared only where the first one or the beginning of the last one agrees
neighbours as (
    select a.key, a.place, a.name, b.name as other_name, a.lead_key as one, b.lead_key as other, a.joins as one_joins, b.joins as other_joins
    from firsts a
    join firsts b using (key, place, first_name)
    where a.name < b.name and (a.joins or b.joins)
    union all
    select a.key, a.place, a.name, b.name, a.lead_key, b.lead_key, a.joins, b.joins
    from firsts a
    join firsts b using (key, place, last_letters)
    where a.name < b.name and a.first_name != b.first_name and (a.joins or b.joins)
),

alike as (
    select * from neighbours where jaro_winkler_similarity(name, other_name) >= $alike
),

named_pairs as (
    select key, first_key as one, lead_key as other
    from grouped
    where joins and lead_key != first_key
    union all
    select key, one, other from alike where one_joins and other_joins
    union all
    -- a group that nothing joins within itself: each of its people by themselves
    select k.key, k.one, g.lead_key
    from alike k
    join grouped g on g.key = k.key and g.place = k.place and g.name = k.other_name
    where not k.other_joins
    union all
    select k.key, k.other, g.lead_key
    from alike k
    join grouped g on g.key = k.key and g.place = k.place and g.name = k.name
    where not k.one_joins
)

select distinct p.key, least(p.one, p.other) as one, greatest(p.one, p.other) as other
from named_pairs p
join stg_leads a on a.lead_key = p.one
join stg_leads b on b.lead_key = p.other
-- one email under two spellings of a name is one person already
where coalesce(a.email_key != b.email_key, true)
union all
select 'phone', o.lead_key, p.lead_key
from phone_owners o
join phones p using (phone)
where p.lead_key != o.lead_key and coalesce(p.email_key != o.email_key, true)
