-- one row per piece of text in `report_pieces` that is somebody's name, email, phone or company in the export
with
persons as (
    select
        email,
        phone,
        company,
        first_name || ' ' || last_name as name,
        last_name || ', ' || first_name as turned
    from export_leads
),

known as (
    select email as text, 'email' as kind from persons
    union all
    select phone, 'phone' from persons
    union all
    select company, 'company' from persons
    union all
    select name, 'name' from persons
    union all
    select turned, 'name' from persons
    union all
    select name, 'company' from export_opportunities
),

comparable as (
    select lower(trim(text, $ends)) as text, kind from known where text is not null
)

select p.piece, min(k.kind) as kind
from report_pieces p
join comparable k on k.text = lower(p.piece)
group by p.piece
order by p.piece
