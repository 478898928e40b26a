import type {Definitions} from '../../src/definitions/definitions.ts';
import {openSession, type Session} from '../../src/engine/session.ts';
import {buildModel, type Model, type ModelOptions} from '../../src/model/model.ts';
import {smallDefinitions} from './small-definitions.ts';
import {createSmallExport, type ReadAs, type SmallExport} from './small-export.ts';

/** Builds the model of a small export and hands it over; the session is closed afterwards. */
export async function withModel<T>(
  tables: SmallExport,
  use: (session: Session, model: Model) => Promise<T>,
  definitions: Definitions = smallDefinitions(),
  options: ModelOptions = {},
  read: ReadAs = {},
): Promise<T> {
  const session = await openSession({threads: 1});
  try {
    const source = await createSmallExport(session, tables, read);
    return await use(session, await buildModel(session, source, definitions, options));
  } finally {
    session.close();
  }
}

/** An instant as the model's options take it. */
export function instant(text: string): number {
  return Date.parse(text) * 1000;
}
