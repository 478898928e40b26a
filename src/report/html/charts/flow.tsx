import {area, curveBumpX} from 'd3-shape';
import type {LedgerLine} from '../../../result.ts';
import {grouped, percent} from '../../../words.ts';
import {fateLabel} from '../../labels.ts';
import {clip} from '../../width.ts';
import {type FlowFamily, layoutFlow} from './flow-layout.ts';

const BAR = 10;

/** From all handoffs to families to fates; the height of a band is how many go that way. */
export function FlowChart({ledger, width, label}: {ledger: readonly LedgerLine[]; width: number; label: string}) {
  const narrow = width < 500;
  const {total, scale, height, families} = layoutFlow(ledger, narrow);
  const [middle, end] = narrow ? [0, 70] : [200, 450];
  const left = Math.round((height - total * scale) / 2);
  let from = left;
  // where the fates need no more room than all handoffs, the words above these do
  const head = narrow ? 0 : Math.max(0, 24 - left);
  return (
    <svg viewBox={`0 ${-head} ${width} ${Math.ceil(height) + 8 + head}`} role="img" aria-label={label}>
      <rect class="all" x={0} y={left} width={BAR} height={total * scale} />
      {narrow ? null : (
        <text x={0} y={left - 8}>
          {grouped(total)} handoffs
        </text>
      )}
      {families.map(family => {
        const start = from;
        from += family.height;
        return (
          <g key={family.family}>
            {narrow ? null : (
              <path class={`band ${family.family}`} d={band([BAR, start], [middle, family.top], family.height)} />
            )}
            <Fates
              family={family}
              from={narrow ? start : family.top}
              x={narrow ? BAR : middle + BAR}
              end={end}
              total={total}
              narrow={narrow}
            />
            {narrow ? (
              <text class="strong" x={end} y={family.heading + 14}>
                {family.title} {grouped(family.handoffs)} ({percent(family.handoffs / total)})
              </text>
            ) : (
              <FamilyNode family={family} x={middle} total={total} />
            )}
          </g>
        );
      })}
    </svg>
  );
}

function FamilyNode({
  family: {family, title, handoffs, top, height},
  x,
  total,
}: {
  family: FlowFamily;
  x: number;
  total: number;
}) {
  const y = top + height / 2;
  return (
    <>
      <rect class={family} x={x} y={top} width={BAR} height={Math.max(1, height)} />
      <text class="strong" x={x + BAR + 7} y={y - 2}>
        {title}
      </text>
      <text x={x + BAR + 7} y={y + 14}>
        {grouped(handoffs)} ({percent(handoffs / total)})
      </text>
    </>
  );
}

interface FatesProps {
  family: FlowFamily;
  from: number;
  x: number;
  end: number;
  total: number;
  narrow: boolean;
}

function Fates({family, from, x, end, total, narrow}: FatesProps) {
  let cursor = from;
  return (
    <>
      {family.fates.map(({line, top, height}) => {
        const start = cursor;
        cursor += height;
        return (
          <g key={line.fate}>
            <path class={`band ${family.family}`} d={band([x, start], [end, top], height)} />
            <rect class={family.family} x={end} y={top} width={BAR} height={Math.max(1, height)} />
            <text x={end + BAR + 7} y={top + height / 2 + 4.5}>
              {clip(fateLabel(line.fate), 28)} {grouped(line.handoffs)}
              {narrow ? '' : ` (${percent(line.handoffs / total)})`}
            </text>
          </g>
        );
      })}
    </>
  );
}

/** A ribbon of one height between two points. */
function band([x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number], height: number): string {
  const ribbon = area<readonly [number, number]>()
    .digits(1)
    .x(([x]) => x)
    .y0(([, y]) => y)
    .y1(([, y]) => y + Math.max(0.5, height))
    .curve(curveBumpX);
  return (
    ribbon([
      [x0, y0],
      [x1, y1],
    ]) ?? ''
  );
}
