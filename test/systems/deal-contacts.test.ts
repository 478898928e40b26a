import {join} from 'node:path';
import {expect, test} from 'vitest';
import type {Opened} from '../../src/handoff/options.ts';
import {withModel} from '../../src/handoff.ts';
import {withFiles} from './on-disk.ts';

function modelOf<T>(files: Record<string, string>, use: (opened: Opened) => Promise<T>): Promise<T> {
  return withFiles(files, 'version: 1\ntime_zone: UTC\n', folder =>
    withModel(
      join(folder, 'export'),
      {definitions: join(folder, 'handoff.yaml'), cwd: folder, env: {}, asOf: '2026-07-01', threads: 1},
      use,
    ),
  );
}

const DEALS = `
  select o.opportunity_id, h.lead_id, o.amount_cents
  from handoff_opportunities o join handoffs h using (handoff_key)
  order by 1`;

test('HubSpot through a connector: a deal finds its contacts in deal_contact, and is of the latest handoff before it', async () => {
  const files = {
    'contact.csv': `id,property_email,property_createdate,property_hs_lifecyclestage_marketingqualifiedlead_date
1,a@x.example,2026-03-01 10:00:00,2026-03-02 10:00:00
2,b@x.example,2026-03-01 10:00:00,2026-03-09 10:00:00
3,c@x.example,2026-03-01 10:00:00,2026-05-04 10:00:00
`,
    'deal.csv': `deal_id,is_deleted,deal_pipeline_stage_id,owner_id,property_dealname,property_amount,property_createdate
11,false,contractsent,7,One,100.00,2026-04-01 10:00:00
12,false,contractsent,7,Two,100.00,2026-04-01 10:00:00
13,false,contractsent,7,Three,100.00,2026-04-01 10:00:00
`,
    // contact 9 is no exported lead; one pair has two kinds of association
    'deal_contact.csv': `contact_id,deal_id,_fivetran_synced,type_id,category
1,11,2026-06-30 04:30:42,3,HUBSPOT_DEFINED
1,11,2026-06-30 04:30:42,5,USER_DEFINED
2,12,2026-06-30 04:30:42,3,HUBSPOT_DEFINED
1,12,2026-06-30 04:30:42,3,HUBSPOT_DEFINED
3,12,2026-06-30 04:30:42,3,HUBSPOT_DEFINED
9,13,2026-06-30 04:30:42,3,HUBSPOT_DEFINED
`,
  };
  await modelOf(files, async ({session, model}) => {
    expect(await session.rows(DEALS)).toEqual([
      {opportunity_id: '11', lead_id: '1', amount_cents: 10_000},
      {opportunity_id: '12', lead_id: '2', amount_cents: 10_000},
    ]);
    expect(model.has('opportunities.lead_id')).toBe(true);
    expect(model.export.notes).toContain(
      'opportunities: 1 row of several leads; each is of the one whose latest handoff began before it, and counts once',
    );
    expect(model.export.unused).toEqual([]);
  });
});

const sf = (prefix: string, n: number) => `${prefix}5g000000000${n}AAC`;

test('Salesforce: OpportunityContactRole says whose a deal is that names neither lead nor contact', async () => {
  const files = {
    'Lead.csv': `Id,IsDeleted,LeadSource,IsConverted,ConvertedContactId,OwnerId,CreatedDate,MQL_Date__c
${sf('00Q', 1)},0,Web,1,${sf('003', 1)},${sf('005', 1)},2026-03-01 10:00:00,2026-03-02 10:00:00
${sf('00Q', 2)},0,Web,1,${sf('003', 2)},${sf('005', 1)},2026-03-01 10:00:00,2026-03-09 10:00:00
${sf('00Q', 3)},0,Web,0,,${sf('005', 1)},2026-03-01 10:00:00,2026-03-09 10:00:00
`,
    'Opportunity.csv': `Id,IsDeleted,StageName,Amount,CloseDate,IsClosed,IsWon,OwnerId,AccountId,ContactId,CreatedDate
${sf('006', 1)},0,Negotiation,100.00,2026-09-01 00:00:00,0,0,${sf('005', 1)},,,2026-04-01 10:00:00
${sf('006', 2)},0,Negotiation,100.00,2026-09-01 00:00:00,0,0,${sf('005', 1)},,,2026-04-01 10:00:00
${sf('006', 3)},0,Negotiation,100.00,2026-09-01 00:00:00,0,0,${sf('005', 1)},,${sf('003', 1)},2026-04-01 10:00:00
`,
    // as a weekly export has it; the last is deleted
    'OpportunityContactRole.csv': `"Id","OpportunityId","ContactId","Role","CreatedDate","IsDeleted","CurrencyIsoCode"
"${sf('00K', 1)}","${sf('006', 1)}","${sf('003', 1)}","","2026-04-01 10:00:00","0","USD"
"${sf('00K', 2)}","${sf('006', 1)}","${sf('003', 2)}","Evaluator","2026-04-01 10:00:00","0","USD"
"${sf('00K', 3)}","${sf('006', 3)}","${sf('003', 2)}","","2026-04-01 10:00:00","0","USD"
"${sf('00K', 4)}","${sf('006', 2)}","${sf('003', 2)}","","2026-04-01 10:00:00","1","USD"
`,
  };
  const id = (prefix: string, n: number) => sf(prefix, n).slice(0, 15);
  await modelOf(files, async ({session, model}) => {
    expect(await session.rows(DEALS)).toEqual([
      {opportunity_id: id('006', 1), lead_id: id('00Q', 2), amount_cents: 10_000},
      // its own contact wins over others in a role
      {opportunity_id: id('006', 3), lead_id: id('00Q', 1), amount_cents: 10_000},
    ]);
    expect(model.export.notes).toContain(
      'OpportunityContactRole.csv: 1 row not read as crosswalk: deleted in Salesforce',
    );
    expect(
      await session.rows('select opportunity_id, contact_id from stg_opportunities where contact_id is not null'),
    ).toEqual([{opportunity_id: id('006', 3), contact_id: id('003', 1)}]);
  });
});

test('the history of deals is known, and read as nothing: no draft takes its rows for deals', async () => {
  const files = {
    'Lead.csv': `Id,IsDeleted,LeadSource,IsConverted,ConvertedContactId,OwnerId,CreatedDate,MQL_Date__c
${sf('00Q', 1)},0,Web,0,,${sf('005', 1)},2026-03-01 10:00:00,2026-03-02 10:00:00
`,
    'OpportunityHistory.csv': `Id,OpportunityId,CreatedDate,StageName,Amount,CloseDate,Probability,ForecastCategory,IsDeleted
${sf('008', 1)},${sf('006', 1)},2026-04-01 10:00:00,Negotiation,100.00,2026-09-01 00:00:00,50,Pipeline,0
`,
    'OpportunityFieldHistory.csv': `Id,OpportunityId,CreatedDate,Field,OldValue,NewValue,IsDeleted
${sf('017', 1)},${sf('006', 1)},2026-04-01 10:00:00,StageName,Negotiation,Closed Won,0
`,
    'deal_stage.csv': `_fivetran_start,deal_id,_fivetran_active,date_entered,source,value
2026-04-01 10:00:00,11,TRUE,2026-04-01 10:00:00,x,closedwon
`,
    'deal_property_history.csv': `deal_id,name,timestamp,source,value
11,dealstage,2026-04-01 10:00:00,x,closedwon
`,
    'Deals_002.csv': `Record Id,Deal Name.id,Deal Name,Stage,Stage Duration (Calendar Days),Moved To,Modified Time
zcrm_9001,zcrm_11,A deal,Negotiation,5,Closed Won,2026-04-01 10:00:00
`,
  };
  await modelOf(files, async ({session, model}) => {
    expect(model.export.systems).toEqual(['Salesforce']);
    expect(model.export.unused.map(({path}) => path)).toEqual(Object.keys(files).slice(1).sort());
    for (const {reason} of model.export.unused) expect(reason).toMatch(/^is .+: the history of deals is in no number/);
    expect(model.export.drafts).toEqual([]);
    expect(await session.rows('select 1 from export_opportunities')).toEqual([]);
  });
});
