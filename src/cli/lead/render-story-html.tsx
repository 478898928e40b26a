import {render} from 'preact-render-to-string';
import type {Fact, HandoffStory, LeadStory} from '../../handoff/story.ts';
import {Drawing} from '../../report/html/parts/figure.tsx';
import {renderPage} from '../../report/html/parts/page.tsx';
import {Section} from '../../report/html/parts/section.tsx';
import {Table} from '../../report/html/parts/table.tsx';
import {instantText} from '../../report/moments.ts';
import {plainly} from '../../report/plain.ts';
import {duration} from '../../words.ts';
import {ClockStrips} from './clock-strips.tsx';
import {
  cycleTitle,
  eventText,
  factsOf,
  gapLength,
  gapOwner,
  momentText,
  PLACES,
  placeText,
  stampText,
  verdictText,
  whyLeft,
} from './words.ts';

/** A lead's story as one page that needs nothing else; what comes from the export is text in it. */
export function renderStoryHtml(story: LeadStory): string {
  const safe = plainly(story);
  return renderPage(`Lead ${safe.lead_id}: handoff as of ${safe.as_of.slice(0, 10)}`, [
    render(<Head story={safe} />),
    '<main>',
    ...safe.handoffs.map(handoff => render(<Handoff handoff={handoff} cycles={safe.handoffs.length} />)),
    render(<Timeline story={safe} />),
    '</main>',
  ]);
}

function Head({story}: {story: LeadStory}) {
  const left = whyLeft(story);
  return (
    <header>
      <p class="kicker">One lead’s handoff from marketing to sales</p>
      <h1>Lead {story.lead_id}</h1>
      <p class="quiet">As of {instantText(story.as_of)}. Times are UTC.</p>
      {left === null ? null : <p class="lead">{left}</p>}
    </header>
  );
}

function Handoff({handoff, cycles}: {handoff: HandoffStory; cycles: number}) {
  const title = cycleTitle(handoff, cycles);
  return (
    <Section id={`cycle-${handoff.cycle}`} title={title}>
      <dl>
        {factsOf(handoff).map(([what, text]) => (
          <div key={what} class={what === 'fate' ? handoff.family : undefined}>
            <dt>{what}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {handoff.clocks.length === 0 ? null : (
        <>
          <figure>
            <figcaption>
              <h3>Its clocks</h3>
              <p>Time since the start on a logarithmic scale; the dashed line is the promise, on its own clock.</p>
            </figcaption>
            <Drawing
              title={`${title}: its clocks`}
              draw={(width, label) => <ClockStrips handoff={handoff} width={width} label={label} />}
            />
          </figure>
          <Table
            label={`${title}: clocks and owners`}
            columns={[
              {title: 'from'},
              {title: 'to'},
              {title: 'wall clock', align: 'right'},
              {title: 'business hours', align: 'right'},
              {title: 'owner when it began, and after'},
            ]}
            rows={handoff.clocks.map(gap => [
              stampText(gap.from_stamp),
              stampText(gap.to_stamp),
              gapLength(gap, 'wall'),
              gapLength(gap, 'business'),
              gapOwner(gap),
            ])}
            fixed
          />
        </>
      )}
    </Section>
  );
}

function Timeline({story: {timeline, handoffs}}: {story: LeadStory}) {
  if (timeline.length === 0) return null;
  return (
    <Section id="timeline" title="Timeline">
      <p class="quiet">{PLACES}</p>
      <ol class="timeline">
        {timeline.map((fact, index) => (
          <Event key={index} fact={fact} begun={sinceStart(fact, handoffs)} />
        ))}
      </ol>
    </Section>
  );
}

function Event({fact, begun}: {fact: Fact; begun: string}) {
  const verdict = verdictText(fact);
  const counted = fact.verdict === 'response';
  return (
    <li class={counted ? 'counted' : fact.table}>
      <p class="meta">
        <time dateTime={fact.day ?? fact.at}>{momentText(fact)}</time>
        {begun === '' ? '' : `, ${begun}`}
      </p>
      <p>
        {eventText(fact, '→')}
        {verdict === null ? null : counted ? <strong>: {verdict}</strong> : <span class="quiet">: {verdict}</span>}
      </p>
      <p class="meta">{placeText(fact)}</p>
    </li>
  );
}

/** `5.1 d into cycle 2`: of the latest handoff that had begun. */
function sinceStart({at, day}: Fact, handoffs: readonly HandoffStory[]): string {
  if (day !== null) return '';
  const begun = handoffs.findLast(({start_at}) => Date.parse(start_at) <= Date.parse(at));
  if (begun === undefined) return '';
  const seconds = Math.floor((Date.parse(at) - Date.parse(begun.start_at)) / 1000);
  if (handoffs.length === 1) return seconds === 0 ? 'the start' : `${duration(seconds)} after the start`;
  return seconds === 0 ? `cycle ${begun.cycle} begins` : `${duration(seconds)} into cycle ${begun.cycle}`;
}
