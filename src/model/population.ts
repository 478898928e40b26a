import type {Definitions} from '../definitions/definitions.ts';
import type {Session} from '../engine/session.ts';
import type {PopulationStep} from '../result.ts';

interface Counted {
  exported: number;
  eligible: number;
  kept: number;
  handoffs: number;
  already_working: number;
  bulk_import: number;
  before_activities: number;
  self_booked: number;
  unlogged: number;
  measured: number;
}

/** The waterfall of SPEC 13: leads down to eligible_leads, handoffs from there. What leaves at each step sums. */
export async function readPopulation(session: Session, definitions: Definitions): Promise<PopulationStep[]> {
  const steps = await session.rows<{step: string; leads: number}>(
    'select step, count(*)::integer as leads from population group by step order by step',
  );
  const left = new Map(steps.map(({step, leads}) => [step, leads]));
  const counted = await session.row<Counted>(COUNTED);
  const step = (name: string) => ({step: name, leads: left.get(name) ?? 0});
  return [
    {step: 'exported', leads: counted.exported},
    step('after_cutoff'),
    step('merged'),
    ...definitions.exclude.map(({name}) => step(`excluded:${name}`)),
    step('no_mql'),
    {step: 'out_of_window', leads: counted.kept - counted.eligible},
    {step: 'eligible_leads', leads: counted.eligible},
    {step: 'handoffs', leads: counted.handoffs},
    {step: 'already_working', leads: counted.already_working},
    {step: 'bulk_import', leads: counted.bulk_import},
    {step: 'before_activities', leads: counted.before_activities},
    {step: 'self_booked', leads: counted.self_booked},
    {step: 'unlogged', leads: counted.unlogged},
    {step: 'measured', leads: counted.measured},
  ];
}

const COUNTED = /* sql */ `
  select
      (select count(*) from population)::integer as exported,
      (select count(*) from population where step = 'kept')::integer as kept,
      count(distinct lead_key)::integer as eligible,
      count(*)::integer as handoffs,
      count(*) filter (excluded = 'already_working')::integer as already_working,
      count(*) filter (excluded = 'bulk_import')::integer as bulk_import,
      count(*) filter (excluded = 'before_activities')::integer as before_activities,
      count(*) filter (excluded is null and outcome = 'self_booked')::integer as self_booked,
      count(*) filter (excluded is null and outcome = 'unlogged')::integer as unlogged,
      count(*) filter (on_curve)::integer as measured
  from handoffs`;
