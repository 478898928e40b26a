import {directionOf} from '../../compare/direction.ts';
import {reached} from '../../compare/measures.ts';
import {moved} from '../../compare/noise.ts';
import type {Point, Run, Series, Trend} from '../../handoff/history/trend.ts';
import {instantText} from '../../report/moments.ts';
import {plainly} from '../../report/plain.ts';
import {createPage, type Page, type PageOptions, paragraph, section} from '../../report/text/page.ts';
import {sparkline} from '../../report/text/sparkline.ts';
import {renderTable} from '../../report/text/table.ts';
import type {Interval, Unit} from '../../result.ts';
import {plural} from '../../words.ts';
import {measureName, nowText, valueText} from '../compare/values.ts';

/** As many runs as a line holds beside its numbers; JSON and CSV have all. */
const MOST_RUNS = 24;

/** A line per measure with what it was, what it is, and whether the last step is more than noise. */
export function renderTrend(trend: Trend, headlines: boolean, options: PageOptions): string {
  const shown = plainly(trend);
  const page = createPage(options);
  const chosen = shown.series.filter(one => (headlines ? isHeadline(one) : isStanding(one)) && hasValue(one));
  const parts = [
    [page.paint.bold(titleOf(shown, page)), ...paragraph(spanText(shown), page, 0), ...notes(shown, page)],
    section(
      'Measures',
      tableOf(
        chosen.map(one => inOneCurrency(one, shown)),
        shown.runs,
        page,
      ),
      page,
    ),
    paragraph(chosen.length === 0 ? NOTHING : READING, page, 0),
  ];
  return `${parts
    .filter(lines => lines.length > 0)
    .map(lines => lines.map(line => line.trimEnd()).join('\n'))
    .join('\n\n')}\n`;
}

const NOTHING = 'No run has such a measure: handoff trend <file> -f csv lists all there are.';

const READING = `Each line runs from its own least to its greatest value, over the last ${MOST_RUNS} runs at most. Better and worse: the 95% interval of the newest run excludes the value of the run before; where the two have other definitions nobody can tell. Runs of one growing export share most of their leads. Every measure: -f csv or --measure <id>.`;

/** The whole, by policy where promises differ, and the buyer's clock on the wall. */
function isHeadline({id, segment}: Series): boolean {
  const keys = Object.keys(segment).sort().join();
  if (id === 'response.within') return isWall(segment) && segment['edge'] === '1h' && keys === 'clock,edge,time';
  if (id === 'response.p50' || id === 'response.p90') return isWall(segment) && keys === 'clock,time';
  if (id === 'sla.compliance' && keys === 'policy') return true;
  return keys === '' && (directionOf(id) !== 0 || id === 'dispositions.rejection');
}

function isWall(segment: Series['segment']): boolean {
  return segment['clock'] === 'buyer' && segment['time'] === 'wall';
}

/** Weeks and months are a history of their own. */
function isStanding({segment}: Series): boolean {
  return !['week', 'month', 'quarter'].some(key => key in segment);
}

function hasValue({points}: Series): boolean {
  return points.some(point => point !== null && point.value !== null);
}

function titleOf({runs}: Trend, {glyphs}: Page): string {
  const company = runs.at(-1)?.company ?? null;
  return `handoff trend${company === null ? '' : ` ${glyphs.dot} ${company}`}`;
}

function spanText({runs}: Trend): string {
  const [first, last] = [runs[0], runs.at(-1)];
  if (first === undefined || last === undefined)
    return 'The file has no run yet: handoff audit <export> --history <file>.';
  if (first === last) return `1 run, ${instantText(first.as_of)}: a trend begins with the second.`;
  return `${plural(runs.length, 'run')} from ${instantText(first.as_of)} to ${instantText(last.as_of)}.`;
}

/** Where a number may have changed with something else than the work. */
function notes({runs}: Trend, page: Page): string[] {
  const changes = (what: (run: Run) => string | null) =>
    runs.filter((run, place) => place > 0 && what(run) !== what(runs[place - 1] as Run));
  const told = (text: string, found: readonly Run[]) =>
    found.length === 0 ? [] : [`${text}: ${found.map(({as_of}) => as_of.slice(0, 10)).join(', ')}.`];
  return [
    ...told(
      'Other definitions from the run of',
      changes(run => run.definitions_sha256),
    ),
    ...told(
      'Another version of handoff from the run of',
      changes(run => run.tool_version),
    ),
    ...told(
      'Another window from the run of',
      changes(run => `${run.since} ${run.until}`),
    ),
    ...told(
      'Another time zone from the run of',
      changes(run => run.time_zone),
    ),
    ...told(
      'Another company from the run of',
      changes(run => run.company),
    ),
    ...told(
      'Amounts in another currency than before, or in one not known before, and not compared, from the run of',
      changes(run => run.currency),
    ),
  ].flatMap(note => paragraph(note, page, 0));
}

/** The newest run's, in which amounts are said. */
function currencyOf(runs: readonly Run[]): string | null {
  return runs.at(-1)?.currency ?? null;
}

/** Amounts in another currency than the newest, or in none that is known beside one that is, are no part of its line. */
function inOneCurrency(series: Series, {runs}: Trend): Series {
  if (series.unit !== 'cents') return series;
  const currency = currencyOf(runs);
  return {...series, points: series.points.map((point, place) => (runs[place]?.currency === currency ? point : null))};
}

function tableOf(series: readonly Series[], runs: readonly Run[], page: Page): string[] {
  const columns = [
    {title: 'measure', flexible: true},
    {title: ''},
    {title: 'first', align: 'right'},
    {title: 'now', align: 'right'},
    {title: ''},
  ] as const;
  return series.length === 0
    ? []
    : renderTable(
        columns,
        series.map(one => rowOf(one, runs, page)),
        page,
      );
}

function rowOf({id, segment, unit, points}: Series, runs: readonly Run[], page: Page): string[] {
  const now = points.at(-1) ?? null;
  const first = points.find(point => point !== null && point.value !== null) ?? null;
  return [
    measureName({id, segment}),
    sparkline(
      points.slice(-MOST_RUNS).map(point => point?.value ?? null),
      page,
    ),
    first === null || first.value === null ? '' : valueText(first.value, unit as Unit, currencyOf(runs)),
    nowOf(now, unit as Unit, currencyOf(runs)),
    verdictOf(id, unit as Unit, points, runs),
  ];
}

function nowOf(now: Point | null, unit: Unit, currency: string | null): string {
  if (now === null || now.status === 'not_measurable') return 'not measured';
  const {value} = now;
  // a time is null where fewer than that share got an answer at all, which is no silence
  if (value === null && unit !== 'seconds') return 'not measured';
  return nowText({now: value, unit, interval: limitsOf(now)}, currency);
}

function limitsOf({low, high}: Point): Interval | null {
  return low === null && high === null ? null : {low, high, method: ''};
}

function verdictOf(id: string, unit: Unit, points: readonly (Point | null)[], runs: readonly Run[]): string {
  const now = points.at(-1) ?? null;
  const place = points.slice(0, -1).findLastIndex(point => point !== null && point.value !== null);
  const before = points[place] ?? null;
  if (now === null || before === null) return '';
  if (now.status === 'small_n' || now.status === 'pending') return 'few leads';
  const interval = limitsOf(now);
  const change = moved(
    {value: before.value, interval: limitsOf(before)},
    {value: reached({value: now.value, unit, interval}), interval},
  );
  if (change === 0) return '';
  // by other definitions it is another number, neither better nor worse
  if (runs[place]?.definitions_sha256 !== runs.at(-1)?.definitions_sha256) return 'definitions';
  const direction = directionOf(id);
  return direction === 0 ? 'different' : change === direction ? 'better' : 'worse';
}
