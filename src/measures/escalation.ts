import type {Session} from '../engine/session.ts';
import type {Model} from '../model/model.ts';
import {readSql} from '../package-files.ts';
import type {Measure} from '../result.ts';
import {shareOf} from './measure.ts';
import {type Gates, measureUnder, outreachCautions, standing} from './needs.ts';
import {once} from './once.ts';

/** `escalations`: the leads nobody worked for as long as the written rule allows (METHODS 8; SPEC 4, routing.escalate). */
export async function createEscalations(session: Session, model: Model): Promise<void> {
  const {escalate} = model.definitions.routing;
  if (escalate === null) return;
  const {unworked_after, clock, to: target} = escalate;
  await once(model, 'escalations', () =>
    session.run(`create or replace table escalations as\n${readSql('measures/escalations')}`, {
      unworked_after,
      clock,
      target,
    }),
  );
}

/** Why nobody can say whether leads are escalated; null where the definitions say when and to whom, and users to which manager. */
export function escalationUnasked(model: Model): string | null {
  const {escalate} = model.definitions.routing;
  if (escalate === null) return 'the definitions have no rule of escalation: write routing.escalate';
  if (escalate.to.toLowerCase() !== 'manager' || model.has('users.manager')) return null;
  return 'the definitions escalate to the manager: add users.manager to the export';
}

/** `routing.escalated`: of the leads that were unworked too long, those passed on to whom the rule names. */
export async function measureEscalation(session: Session, model: Model, gates: Gates): Promise<Measure[]> {
  return measureUnder(
    standing(
      {
        columns: ['owner_history', 'activities'],
        missing: escalationUnasked(model),
        gates: ['G1', 'G13'],
        doubts: ['G8', 'G15'],
        cautions: outreachCautions(model),
      },
      model,
      gates,
    ),
    [{id: 'routing.escalated', unit: 'share'}],
    async () => {
      await createEscalations(session, model);
      const {n, escalated} = await session.row<{n: number; escalated: number}>(
        'select count(*)::integer as n, count(*) filter (escalated)::integer as escalated from escalations',
      );
      return [shareOf('routing.escalated', {}, escalated, n)];
    },
  );
}
