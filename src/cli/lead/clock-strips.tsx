import {scaleLog} from 'd3-scale';
import type {HandoffStory} from '../../handoff/story.ts';
import {widthOf} from '../../report/width.ts';
import {businessDuration, duration} from '../../words.ts';
import {daysAbout, stampText} from './words.ts';

const STRIPS = [
  ['wall', 'wall clock'],
  ['business', 'business hours'],
] as const;

/** Pixels: a letter, a line of text, the strip below its labels, a strip in all. */
const [LETTER, LINE, LABELS] = [6.6, 15, 5 * 15];
const HEIGHT = LABELS + 44;

/** Seconds at the left end; the scale is logarithmic, as minutes and months both matter. */
const FIRST = 1;

interface Stamp {
  name: string;
  seconds: number;
  /** A date without a time of day. */
  dayOnly: boolean;
}

/** The stamps of one handoff by time since its start, on both clocks, and where the promise falls due. */
export function ClockStrips({handoff, width, label}: {handoff: HandoffStory; width: number; label: string}) {
  const most = Math.max(...STRIPS.flatMap(([time]) => stampsOf(handoff, time).map(({seconds}) => seconds)), 10);
  const x = scaleLog([FIRST, most], [4, width - 4]).clamp(true);
  return (
    <svg viewBox={`0 0 ${width} ${STRIPS.length * HEIGHT}`} role="img" aria-label={label} class="strips">
      {STRIPS.map(([time, name], index) => (
        <g key={time} transform={`translate(0 ${index * HEIGHT})`} class={index === 0 ? 'first' : 'second'}>
          <Strip
            name={name}
            said={time === 'business' ? businessDuration : duration}
            width={width}
            stamps={stampsOf(handoff, time)}
            promise={(handoff.sla_clock === 'business') === (time === 'business') ? handoff.sla_within : null}
            x={x}
          />
        </g>
      ))}
    </svg>
  );
}

interface StripProps {
  name: string;
  said: (seconds: number) => string;
  width: number;
  stamps: readonly Stamp[];
  promise: number | null;
  x: (seconds: number) => number;
}

function Strip({name, said, width, stamps, promise, x}: StripProps) {
  const y = LABELS + 8;
  const at = (seconds: number) => Math.round(x(Math.max(FIRST, seconds)) * 10) / 10;
  const texts = stamps.map(({name: stamp, seconds, dayOnly}) => ({
    text: `${stamp} ${dayOnly ? daysAbout(seconds) : said(seconds)}`,
    x: at(seconds),
  }));
  return (
    <>
      <line class="line" x1={4} x2={width - 4} y1={y} y2={y} />
      {promise === null ? null : (
        <>
          <line class="target" x1={at(promise)} x2={at(promise)} y1={y - 8} y2={y + 14} />
          <text
            class="axis"
            x={at(promise) + (at(promise) > width / 2 ? -5 : 5)}
            y={y + 20}
            text-anchor={at(promise) > width / 2 ? 'end' : 'start'}
          >
            {`promise ${said(promise)}`}
          </text>
        </>
      )}
      <text
        class="axis"
        x={width - 4}
        y={y + (promise !== null && at(promise) > width / 2 ? 34 : 20)}
        text-anchor="end"
      >
        {name}
      </text>
      {levelled(texts, width).map(({text, x: place, level, left}) => {
        const top = y - 12 - level * LINE;
        return (
          <g key={text}>
            <line class="stem" x1={place} x2={place} y1={top + 3} y2={y} />
            <circle cx={place} cy={y} r={4} />
            <text class="name" x={left} y={top}>
              {text}
            </text>
          </g>
        );
      })}
    </>
  );
}

/** From the right each label on the lowest line where it meets no other; its stem passes beside those further right. */
function levelled(texts: readonly {text: string; x: number}[], width: number) {
  const ends: number[] = [];
  return [...texts].reverse().map(({text, x}) => {
    const wide = widthOf(text) * LETTER;
    const left = Math.max(0, Math.min(x - 4, width - wide));
    let level = 0;
    while ((ends[level] ?? Number.POSITIVE_INFINITY) < left + wide + 6) level++;
    ends[level] = left;
    return {text, x, level, left};
  });
}

function stampsOf({clocks}: HandoffStory, time: 'wall' | 'business'): Stamp[] {
  let seconds = 0;
  const later = clocks.map(gap => {
    seconds += time === 'wall' ? gap.wall_seconds : gap.business_seconds;
    return {name: stampText(gap.to_stamp), seconds, dayOnly: gap.to_day_only};
  });
  return [{name: 'start', seconds: 0, dayOnly: false}, ...later];
}
