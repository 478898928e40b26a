import type {Session} from '../../engine/session.ts';
import {Problem} from '../../problem.ts';
import {isCanonical} from '../columns.ts';
import type {FoundFile, Unused} from '../find.ts';
import {type Opened, openStrangers} from '../open.ts';
import type {IngestOptions} from '../options.ts';
import {mappingOf, unknownReason} from '../recognise.ts';
import type {Source} from '../source.ts';
import type {TableName} from '../tables.ts';
import {derive, missingHeaders} from './derive.ts';
import {placeOf} from './expressions.ts';
import {type Preset, presets, unknownSystem} from './preset.ts';
import {type Recognised, recogniseSystem} from './recognise.ts';

export interface SystemsRead {
  sources: Opened[];
  unused: Unused[];
  notes: string[];
  /** Files that no table and no preset knows. */
  strangers: Source[];
  /** In order of their names. */
  systems: Preset[];
}

/** How sure it is that a system writes such a header. */
const VERIFIED: Readonly<Record<Recognised['object']['verified'], string>> = {
  file: 'such a file was seen',
  code: 'as the code that writes or reads such files has it',
  documentation: 'as documented; no such file was seen',
  unseen: 'neither file nor documentation was seen: check the mapping',
};

/**
 * Files that are no canonical table, as the tables they feed by the preset of their system. A file may feed several. What no
 * preset knows stays what its name says, or is unused.
 */
export async function readSystems(
  session: Session,
  strangers: readonly FoundFile[],
  opened: readonly Opened[],
  options: IngestOptions,
): Promise<SystemsRead> {
  const others = await openStrangers(session, strangers, options.allowEmpty === true);
  const read: SystemsRead = {sources: [], unused: [...others.unused], notes: [], strangers: [], systems: []};
  const known: {source: Source; recognised: Recognised}[] = [];
  const system = systemAsked(options);
  const recognise = (source: Source, fits: (recognised: Recognised) => boolean = () => true) => {
    const recognised = recogniseSystem(source.file.stem, source.headers, system);
    if (recognised === null || !fits(recognised)) return false;
    known.push({source, recognised});
    return true;
  };
  for (const each of opened) {
    const {claim, source} = each;
    const canonical = (exactly: boolean) => isCanonical(claim.table, source.headers, claim.mapping, exactly);
    // HubSpot's userId only looks like user_id: a preset that can feed the table knows better
    const fits = (recognised: Recognised) => !canonical(false) || feedsTable(source, recognised, claim.table);
    if (!claim.byName || canonical(true) || !recognise(source, fits)) read.sources.push(each);
  }
  for (const source of others.sources)
    if (!recognise(source)) {
      read.strangers.push(source);
      read.unused.push({path: source.file.path, reason: unknownReason(source.file.stem)});
    }
  const leads = (recognised: Recognised) => recognised.preset.role === 'crm' && feedsLeads(recognised);
  const crm =
    read.sources.some(({claim}) => claim.table === 'leads') || known.some(({recognised}) => leads(recognised));
  for (const {source, recognised} of known) readKnown(source, recognised, crm, options, read);
  const used = known.filter(({recognised}) => recognised.object.unread === undefined);
  return {...read, systems: distinct(used.map(({recognised}) => recognised.preset))};
}

/** The one system that the user names; null where files are to be known by their headers. */
function systemAsked({system: asked, mapping}: IngestOptions): string | null {
  const system = asked ?? mapping.system;
  if (system === null) return null;
  const unknown = unknownSystem(system);
  if (unknown === null) return system;
  const where = asked === undefined ? 'export.system' : '--system';
  const names = presets().map(preset => preset.system);
  throw new Problem(`${where} ${JSON.stringify(system)}: ${unknown}`, [
    `Known: ${names.join(', ')}. What no system writes is mapped under export.tables in the definitions.`,
  ]);
}

function feedsTable(source: Source, recognised: Recognised, table: TableName): boolean {
  return recognised.object.feeds.some(feed => feed.table === table && derive(source, recognised, feed, null) !== null);
}

function feedsLeads({object}: Recognised): boolean {
  return object.feeds.some(({table}) => table === 'leads');
}

function readKnown(
  source: Source,
  recognised: Recognised,
  crm: boolean,
  {mapping}: IngestOptions,
  read: SystemsRead,
): void {
  const {preset, object, by} = recognised;
  const {file} = source;
  if (object.unread !== undefined) {
    read.unused.push({path: file.path, reason: `is ${preset.title} ${object.name}: ${object.unread}`});
    return;
  }
  const feeds = object.feeds.filter(each => !(each.unless_crm && crm));
  const derived = feeds.flatMap(feed => {
    const own = mappingOf(mapping, feed.table);
    const as = derive(source, recognised, feed, own);
    return as === null ? [] : [{feed, claim: {file, table: feed.table, won: false, mapping: own, byName: true}, as}];
  });
  const [main] = feeds;
  // the first is what the file is about: what else it says is worth nothing without
  if (main === undefined || derived[0]?.feed !== main) {
    const missing = main === undefined ? [] : missingHeaders(source.headers, recognised, main);
    const reason = `is ${preset.title} ${object.name} without a column ${missing.join(', and without one ')}: add it to the export, or say what it is called there under export.tables.${main?.table}.columns`;
    read.unused.push({path: file.path, reason});
    return;
  }
  read.sources.push(...derived.map(({claim, as}) => ({claim, source: as})));
  const tables = new Set(derived.map(({feed}) => feed.table));
  read.notes.push(
    `${file.path} is ${preset.title} ${object.name}, known by ${by.join(', ')}; read as ${[...tables].join(', ')} (${VERIFIED[object.verified]})`,
    ...object.without.flatMap(({header, says}) =>
      placeOf(header, source.headers) === null ? [`${file.path}: ${says}`] : [],
    ),
  );
}

function distinct(presets: readonly Preset[]): Preset[] {
  return [...new Set(presets)].sort((a, b) => (a.system < b.system ? -1 : 1));
}
