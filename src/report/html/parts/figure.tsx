import type {ComponentChildren} from 'preact';
import {type Cell, type Column, Table} from './table.tsx';

/** The two widths a chart is drawn for, in pixels: the page shows the one that fits, print the wide one. */
const [WIDE, NARROW] = [720, 340];

interface Props {
  title: string;
  note?: ComponentChildren;
  draw: (width: number, label: string) => ComponentChildren;
  table: {columns: readonly Column[]; rows: readonly (readonly Cell[])[]; fixed?: true};
}

/** A chart with its words above and its numbers behind it. */
export function Figure({title, note, draw, table}: Props) {
  return (
    <figure>
      <figcaption>
        <h3>{title}</h3>
        {note === undefined ? null : <p>{note}</p>}
      </figcaption>
      <Drawing title={title} draw={draw} />
      <details>
        <summary>Numbers: {title}</summary>
        <Table label={title} {...table} />
      </details>
    </figure>
  );
}

/** A picture at the width that fits. */
export function Drawing({title, draw}: Pick<Props, 'title' | 'draw'>) {
  return (
    <>
      <div class="wide">{draw(WIDE, title)}</div>
      <div class="narrow">{draw(NARROW, title)}</div>
    </>
  );
}
