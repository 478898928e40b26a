import {z} from 'zod';
import {medianAttempts} from '../measures/reason-forensics.ts';
import {defineCheck, LEADS} from './define-check.ts';
import {level, minLeads, share} from './settings.ts';
import {above, shareText} from './threshold.ts';

const ROW = z.object({
  code: z.string(),
  attempts: z.int(),
  reached: z.boolean(),
  n: z.int(),
  leads: LEADS,
});
type Row = z.output<typeof ROW>;

export default defineCheck({
  id: 'unreachable-untried',
  family: 'dispositions',
  title: 'Leads are called unreachable after the attempts that this takes',
  failureTitle: 'Leads are called unreachable after too few attempts',
  why: '“Could not be reached” after one call says nothing about the lead. It goes into the statistics as a bad one, and nobody calls again.',
  how: 'Rejected and disqualified handoffs whose reason claims attempts (needs_attempts): human attempts before the close, the median, and the share under the number claimed, by reason (METHODS 4.4). A lead that was reached needs no more of them.',
  misleads:
    'Attempts that are not logged look the same; see logging-coverage. A lead without a phone number or with a bouncing address cannot be tried six times.',
  remedy: 'Let the system offer the reason only after the attempts it claims; hand these back to be tried.',
  needs: [
    'activities',
    'leads.rejected_at or dispositions or stage_history',
    'leads.rejection_reason or dispositions.reason',
  ],
  gates: ['G8', 'G9', 'G15'],
  settings: z.object({
    level: level('warn'),
    above: share(0.3, 'share of a reason’s rejections with fewer attempts than it claims'),
    min_leads: minLeads(20),
  }),
  sql: /* sql */ `
    select
        reason_code::varchar as code,
        attempts,
        first_contact_at is not null as reached,
        count(*)::integer as n,
        concerned(lead_id, true) as leads
    from handoffs
    where close_kind in ('rejected', 'disqualified') and reason_code is not null
        and excluded is distinct from 'before_activities'
    group by code, attempts, reached
    order by code, attempts, reached`,
  row: ROW,
  unasked: ({definitions}) =>
    definitions.dispositions.reasons.some(({needs_attempts}) => needs_attempts !== null)
      ? null
      : 'no reason in the definitions claims attempts (needs_attempts)',
  judge(rows, {settings, trust, model}) {
    return model.definitions.dispositions.reasons.flatMap(({code, needs_attempts: claimed}) => {
      if (claimed === null) return [];
      const own = rows.filter(row => row.code === code);
      const under = own.filter(({attempts, reached}) => attempts < claimed && !reached);
      const [x, n] = [total(under), total(own)];
      const found = above(x, n, settings.above, {min_leads: settings.min_leads, trust});
      if (found === null) return [];
      const text = `${code}: ${shareText(x, n)} were given up after fewer than ${claimed} attempts; half got ${medianAttempts(own)} or fewer.`;
      return [{level: settings.level, ...found, subject: code, text, leads: leadsOf(under)}];
    });
  },
});

function total(rows: readonly Row[]): number {
  return rows.reduce((sum, {n}) => sum + n, 0);
}

function leadsOf(rows: readonly Row[]): Row['leads'] {
  const ids = rows.flatMap(({leads}) => leads.ids);
  return {count: rows.reduce((sum, {leads}) => sum + leads.count, 0), ids: ids.toSorted().slice(0, 1000)};
}
