import type {Issue, Path} from '../../definitions/diagnostics.ts';
import {nearest} from '../../problem.ts';
import {plural} from '../../words.ts';
import {findForDraft} from '../draft/found.ts';
import type {Opened} from '../options.ts';
import {warning} from './leaves.ts';

/** What one side names and the other does not know: reasons, sources, teams, users, queues. */
export async function nameIssues(opened: Opened): Promise<Issue[]> {
  const found = await findForDraft(opened.session);
  const unwritten = found.reasons.filter(({code}) => code === null);
  const uncovered = found.sources.filter(({policy}) => policy === null);
  return [
    ...unwritten.map(({reason, closes}) =>
      warning(
        ['dispositions', 'reasons'],
        `${JSON.stringify(reason)} closed ${plural(closes, 'lead')} and is a label of no reason`,
      ),
    ),
    ...uncovered.map(({source, handoffs}) =>
      warning(
        ['sla'],
        `${plural(handoffs, 'handoff')} of ${JSON.stringify(source)} ${handoffs === 1 ? 'has' : 'have'} no policy`,
      ),
    ),
    ...endedAcceptances(opened),
    ...unusedLabels(opened, new Set(found.reasons.map(({reason}) => reason.trim().toLowerCase()))),
    ...(await peopleIssues(opened)),
    ...(await queueIssues(opened)),
  ];
}

/** An acceptance that had ended when the export was taken: its finding counts again. */
function endedAcceptances({model: {definitions, as_of}}: Opened): Issue[] {
  return definitions.accepted.flatMap(({finding, until}, index) =>
    until === null || until >= as_of.slice(0, 10)
      ? []
      : [
          warning(
            ['accepted', index, 'until'],
            `the acceptance of ${finding} ended on ${until}, and the export is of ${as_of.slice(0, 10)}: nothing is held back`,
          ),
        ],
  );
}

/** A queue that owned nothing, now or in the history, and is no user either. */
async function queueIssues({session, model}: Opened): Promise<Issue[]> {
  const {queues} = model.definitions.routing;
  const rows = await session.rows<{name: string}>(`
    select lower(trim(text::varchar)) as name from people
    union
    select lower(trim(name)) from stg_users where name is not null
    union
    select lower(trim(email)) from stg_users where email is not null
    order by name`);
  const known = new Set(rows.map(({name}) => name));
  return queues.flatMap((queue, index) =>
    known.has(queue.trim().toLowerCase())
      ? []
      : [
          warning(
            ['routing', 'queues', index],
            `the export knows no queue ${queue}: no owner and no user is called so`,
          ),
        ],
  );
}

/** A reason of which no label is ever written; where one is, its other spellings may be of other times. */
function unusedLabels({model}: Opened, written: ReadonlySet<string>): Issue[] {
  return model.definitions.dispositions.reasons.flatMap(({code, labels}) =>
    [code, ...labels].some(label => written.has(label.trim().toLowerCase()))
      ? []
      : [warning(['dispositions', 'reasons', code], `nobody ever wrote the reason ${code}, nor one of its labels`)],
  );
}

interface Person {
  names: string[];
  team: string | null;
  active: boolean;
  kind: string;
}

/** Teams and users of the file against the users of the export; nothing where there are none. */
async function peopleIssues({session, model}: Opened): Promise<Issue[]> {
  if (!model.has('users')) return [];
  const users = await session.rows<Person>(
    `select [lower(x) for x in [user_id::varchar, email, name] if x is not null] as names, lower(team) as team, active, kind::varchar as kind
     from stg_users order by user_id`,
  );
  const {business_hours, routing} = model.definitions;
  const teams = [...new Set(users.flatMap(({team}) => (team === null ? [] : [team])))];
  const staffed = new Set(
    users.flatMap(({team, active, kind}) => (active && kind === 'person' && team !== null ? [team] : [])),
  );
  const team = (name: string, path: Path): Issue[] => {
    const key = name.trim().toLowerCase();
    if (teams.length === 0 || staffed.has(key)) return [];
    const near = nearest(key, teams);
    const message = teams.includes(key)
      ? `the team ${name} has no active member`
      : `no user is in the team ${name}${near === null ? '' : `, did you mean ${near}?`}`;
    return [warning(path, message)];
  };
  const user = (name: string, path: Path): Issue[] => {
    const key = name.trim().toLowerCase();
    const own = users.filter(({names}) => names.includes(key));
    if (own.some(({active}) => active)) return [];
    return [warning(path, own.length > 0 ? `${name} has left: the user is deactivated` : `no user is called ${name}`)];
  };
  const target = ({to}: {to: {team?: string; user?: string}}, path: Path) => [
    ...(to.team === undefined ? [] : team(to.team, [...path, 'to', 'team'])),
    ...(to.user === undefined ? [] : user(to.user, [...path, 'to', 'user'])),
  ];
  return [
    ...Object.keys(business_hours.teams).flatMap(name => team(name, ['business_hours', 'teams', name])),
    ...routing.rules.flatMap((rule, index) => target(rule, ['routing', 'rules', index])),
    ...(routing.out_of_office === null ? [] : target(routing.out_of_office, ['routing', 'out_of_office'])),
  ];
}
