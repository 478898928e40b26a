import type {Definitions} from '../definitions/definitions.ts';
import {notMeasurable} from '../measures/measure.ts';
import {degrade, type Gates, mqlCautions, outreachCautions, type Standing, standing} from '../measures/needs.ts';
import {misroutedNeeds} from '../measures/rules.ts';
import {slaNeeds} from '../measures/sla.ts';
import type {Model} from '../model/model.ts';
import type {Measure} from '../result.ts';
import {MISROUTED, PROMISES} from './practice.ts';
import type {BothSides, Impact} from './result.ts';

/** What the gates cast doubt on in an audit they cast doubt on here: the same figures rest on the same columns (METHODS 9). */
export function underGates(impact: Impact, model: Model, old: Definitions, gates: Gates): Impact {
  const stages = standing({doubts: ['G7'], cautions: mqlCautions(model)}, model, gates);
  // of what enters only the worked ones are counted, and who was worked is a matter of logged activities
  const worked = standing(
    {doubts: ['G7', 'G8', 'G9', 'G15'], cautions: [...mqlCautions(model), ...outreachCautions(model)]},
    model,
    gates,
  );
  const before = {...model, definitions: old};
  const {leaves_against_kept: compared} = impact;
  return {
    ...impact,
    sets: impact.sets.map(set => ({
      ...set,
      stages: set.stages.map(measure => under(set.set === 'enters' ? worked : stages, measure)),
    })),
    quality: impact.quality.map(({of, precision, recall, lift}) => ({
      of,
      precision: under(stages, precision),
      recall: under(stages, recall),
      lift: under(stages, lift),
    })),
    leaves_against_kept: compared === null ? null : {...compared, difference: under(stages, compared.difference)},
    promises: bothUnder(
      PROMISES,
      impact.promises,
      standing({...slaNeeds(before), missing: null}, model, gates),
      standing({...slaNeeds(model), missing: null}, model, gates),
    ),
    routing: bothUnder(
      MISROUTED,
      impact.routing,
      standing({...misroutedNeeds(before), missing: null}, model, gates),
      standing({...misroutedNeeds(model), missing: null}, model, gates),
    ),
  };
}

/** Where a side cannot be measured the whole says so, and there is nothing to say of its parts. */
function bothUnder(id: string, rows: readonly BothSides[], old: Standing, now: Standing): BothSides[] {
  const both = worse(old, now);
  const whole = rows.find(({name, what}) => name === null && what === 'all');
  const judged = both.status === 'not_measurable' ? (whole === undefined ? [] : [whole]) : rows;
  const side = (standing: Standing, measure: Measure | null, name: string): Measure | null => {
    if (standing.status === 'not_measurable') return notMeasurable(name, 'share', standing.reason ?? '');
    return measure === null ? null : under(standing, measure);
  };
  return judged.map(row => ({
    ...row,
    old: side(old, row.old, id),
    new: side(now, row.new, id),
    difference: side(both, row.difference, `${id}_change`),
  }));
}

function worse(old: Standing, now: Standing): Standing {
  const rank = {ok: 0, degraded: 1, not_measurable: 2};
  return rank[old.status] > rank[now.status] ? old : now;
}

function under({status, reason}: Standing, measure: Measure): Measure {
  if (status === 'ok' || measure.status === 'not_measurable') return measure;
  if (status === 'degraded') return degrade(measure, reason ?? '');
  return notMeasurable(measure.id, measure.unit, reason ?? '', measure.segment);
}
