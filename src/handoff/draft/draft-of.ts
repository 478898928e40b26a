import {withModel} from '../../handoff.ts';
import {packagePath} from '../../package-files.ts';
import type {OpenOptions} from '../options.ts';
import {draftDefinitions} from './draft.ts';
import {findForDraft} from './found.ts';

/** The draft for an export, read with the definitions named or else the built-in ones: a file that lies about is not the basis. */
export async function draftOf(path: string, options: OpenOptions): Promise<string> {
  const definitions = options.definitions ?? packagePath('rules/default.yaml');
  return withModel(path, {...options, definitions}, async ({session, model}) =>
    draftDefinitions(await findForDraft(session), model.definitions, {
      path,
      as_of: model.as_of,
      system: options.system ?? model.definitions.export.system,
      sourceTimeZone: options.sourceTimeZone ?? model.definitions.export.source_time_zone,
    }),
  );
}
