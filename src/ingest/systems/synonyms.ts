import {readFileSync} from 'node:fs';
import {parse} from 'yaml';
import {packagePath} from '../../package-files.ts';
import {columnKey} from '../names.ts';
import {CANONICAL, EXPORT_TABLES, type TableName} from '../tables.ts';
import {headersOf} from './expressions.ts';
import {presets} from './preset.ts';

/** Why a header may mean a column: its own name, what systems call it, or what people do. */
export interface Meaning {
  table: TableName;
  column: string;
  /** 3 for the canonical name; 2 for other words, and a little more for every system that has them. */
  weight: number;
  why: string;
}

interface Synonyms {
  files: Readonly<Record<string, readonly string[]>>;
  columns: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

function readSynonyms(): Synonyms {
  return parse(readFileSync(packagePath('rules/synonyms.yaml'), 'utf8')) as Synonyms;
}

/** Every meaning of a header, by its key. */
export function meanings(): ReadonlyMap<string, readonly Meaning[]> {
  const systems = new Map<string, {table: TableName; column: string; titles: Set<string>}>();
  for (const {title, objects} of presets())
    for (const {table, columns} of objects.flatMap(({feeds}) => feeds))
      for (const [column, expression] of Object.entries(columns))
        for (const name of headersOf(expression).flat()) {
          const place = `${headerKey(name)} ${table} ${column}`;
          const known = systems.get(place) ?? {table, column, titles: new Set<string>()};
          systems.set(place, {...known, titles: known.titles.add(title)});
        }
  const found = new Map<string, Map<string, Meaning>>();
  const add = (key: string, meaning: Meaning) => {
    const at = `${meaning.table} ${meaning.column}`;
    const known = found.get(key) ?? new Map<string, Meaning>();
    if ((known.get(at)?.weight ?? 0) < meaning.weight) known.set(at, meaning);
    found.set(key, known);
  };
  for (const [place, {table, column, titles}] of systems) {
    const why = `${[...titles].sort().slice(0, 3).join(', ')} ${titles.size === 1 ? 'calls' : 'call'} it so`;
    add(place.slice(0, place.indexOf(' ')), {table, column, weight: 2 + Math.min(titles.size, 9) / 10, why});
  }
  const {columns: synonyms} = readSynonyms();
  for (const table of EXPORT_TABLES)
    for (const column of Object.keys(CANONICAL[table])) {
      add(columnKey(column), {table, column, weight: 3, why: 'has its name'});
      for (const name of synonyms[table]?.[column] ?? [])
        add(columnKey(name), {table, column, weight: 2.05, why: `is another word for ${column}`});
    }
  return new Map([...found].map(([key, all]) => [key, [...all.values()]]));
}

/** As headers compare, without what Salesforce puts behind a company's own fields. */
export function headerKey(header: string): string {
  return columnKey(header.replace(/__c$/i, ''));
}

/** The tables that words in a file's name speak for. */
export function tablesNamed(stem: string): ReadonlySet<string> {
  const {files} = readSynonyms();
  const name = columnKey(stem);
  return new Set(Object.keys(files).filter(table => files[table]?.some(word => name.includes(columnKey(word)))));
}
