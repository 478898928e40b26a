import type {Session} from '../engine/session.ts';
import {Problem} from '../problem.ts';
import type {Unused} from './find.ts';
import {openFile} from './formats.ts';
import type {IngestOptions} from './options.ts';
import type {Claim} from './recognise.ts';
import {isRefusal, type Refusal, type Source} from './source.ts';

export interface Opened {
  claim: Claim;
  source: Source;
}

const EMPTY: Refusal = {refused: 'has a header and no rows'};

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
    throw new Problem(`${first}`, others);
  }
  return {sources, unused: [...unused.values()]};
}
