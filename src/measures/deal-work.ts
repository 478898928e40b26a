import type {Session} from '../engine/session.ts';
import type {Model} from '../model/model.ts';
import {readSql} from '../package-files.ts';
import {once} from './once.ts';

/** `deal_work`: one row per deal of a handoff, made once for the measures and the checks that ask about it. */
export async function createDealWork(session: Session, model: Model): Promise<void> {
  await once(model, 'deal_work', () =>
    session.run(`create or replace table deal_work as\n${readSql('measures/deal_work')}`),
  );
}
