import type {Session} from '../engine/session.ts';
import {Problem} from '../problem.ts';
import type {FoundFile, Unused} from './find.ts';
import {openFile} from './formats.ts';
import type {IngestOptions} from './options.ts';
import type {Claim} from './recognise.ts';
import {isRefusal, type Refusal, type Source} from './source.ts';

export interface Opened {
  claim: Claim;
  source: Source;
}

const EMPTY: Refusal = {refused: 'has a header and no rows'};

/** Opens files of which only their headers can say what they are. */
export async function openStrangers(
  session: Session,
  files: readonly FoundFile[],
  allowEmpty: boolean,
): Promise<{sources: Source[]; unused: Unused[]}> {
  const sources: Source[] = [];
  const unused: Unused[] = [];
  for (const file of files) {
    const source = await openFile(file, session);
    if (isRefusal(source)) unused.push({path: file.path, reason: source.refused});
    else if (source.empty && !allowEmpty) unused.push({path: file.path, reason: EMPTY.refused});
    else sources.push(source);
  }
  return {sources, unused};
}

/** Opens every claimed file once; what cannot be read is unused, and a Problem where no other file has the leads. */
export async function openClaims(
  session: Session,
  claims: readonly Claim[],
  {allowEmpty, onStage}: Pick<IngestOptions, 'allowEmpty' | 'onStage'>,
): Promise<{sources: Opened[]; unused: Unused[]}> {
  const sources: Opened[] = [];
  const unused = new Map<string, Unused>();
  const opened = new Map<string, Source>();
  for (const claim of claims) {
    const {path} = claim.file;
    if (unused.has(path)) continue;
    if (!opened.has(path) && (claim.file.packed ?? claim.file.sheet) !== undefined) onStage?.(`unpacking ${path}`);
    const known = opened.get(path) ?? (await openFile(claim.file, session));
    const source = !isRefusal(known) && known.empty && allowEmpty !== true ? EMPTY : known;
    if (isRefusal(source)) unused.set(path, {path, reason: source.refused});
    else {
      opened.set(path, source);
      sources.push({claim, source});
    }
  }
  const leads = claims.filter(claim => claim.table === 'leads');
  if (leads.length > 0 && leads.every(({file}) => unused.has(file.path))) {
    const [first, ...others] = leads.map(({file}) => `${file.path} ${unused.get(file.path)?.reason}`);
    const none = leads.every(({file}) => unused.get(file.path)?.reason === EMPTY.refused);
    throw new Problem(`${first}`, [
      ...others,
      `Export the leads again${none ? ', or say --allow-empty where there may be none' : ''}.`,
    ]);
  }
  return {sources, unused: [...unused.values()]};
}
