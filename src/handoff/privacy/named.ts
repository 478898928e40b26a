import type {Definitions} from '../../definitions/definitions.ts';
import type {Session} from '../../engine/session.ts';

interface Known {
  id: string;
  name: string | null;
  email: string | null;
}

/**
 * What stands for the users that definitions name, as they spell them: in another case than the export, or unknown to it. A queue
 * or an integration is nobody.
 */
export async function namedUsers(
  session: Session,
  definitions: readonly Definitions[],
  people: readonly Known[],
  stands: (id: string | null, text: string) => string,
): Promise<Map<string, string>> {
  const users = new Set(definitions.flatMap(usersOf));
  const roles = new Set(definitions.flatMap(rolesOf));
  if (users.size + roles.size === 0) return new Map();
  const others = await session.rows<Known>(
    `select user_id as id, name, email from stg_users where kind <> 'person' order by user_id`,
  );
  const known = new Map(
    [...others, ...people].flatMap(({id, name, email}) =>
      [id, name, email].flatMap((text): [string, string][] => (text === null ? [] : [[text.trim().toLowerCase(), id]])),
    ),
  );
  const idOf = (text: string) => known.get(text.trim().toLowerCase()) ?? null;
  const shown = [...users, ...[...roles].filter(role => idOf(role) !== null)];
  return new Map(shown.map(text => [text, stands(idOf(text), text)]));
}

function usersOf({routing: {rules, out_of_office}}: Definitions): string[] {
  const targets = [...rules, ...(out_of_office === null ? [] : [out_of_office])];
  return targets.flatMap(({to: {user}}) => (user === undefined ? [] : [user]));
}

/** A person or `RevOps`. */
function rolesOf({routing: {owner, escalate}}: Definitions): string[] {
  return [owner, escalate?.to].flatMap(text => text ?? []);
}
