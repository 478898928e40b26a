import type {ComponentChildren} from 'preact';

export interface Column {
  title: string;
  align?: 'right';
}

/** What a cell shows; `sort` where the text does not sort as it should. */
export type Cell = ComponentChildren | {show: ComponentChildren; sort: number | string | null};

interface Props {
  /** What it is a table of, for those who do not see it. */
  label: string;
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
  /** In the order of a story: not to be sorted. */
  fixed?: true;
}

/** The first cell of a row names it. Wide tables scroll in their own box; the script adds sorting and, where it is long, a filter. */
export function Table({label, columns, rows, fixed}: Props) {
  if (rows.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div class="scroll" role="group" aria-label={label} tabIndex={0}>
      <table data-tools={fixed ? undefined : 'yes'}>
        <thead>
          <tr>
            {columns.map(({title, align}) => (
              <th key={title} scope="col" class={align}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map(({align}, column) => (
                <TableCell key={column} cell={row[column]} align={align} first={column === 0} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TableCell({cell, align, first}: {cell: Cell; align: 'right' | undefined; first: boolean}) {
  const sorted = isSorted(cell);
  const show = sorted ? cell.show : cell;
  const sort = sorted ? String(cell.sort ?? '') : undefined;
  return first ? (
    <th scope="row" class={align} data-sort={sort}>
      {show}
    </th>
  ) : (
    <td class={align} data-sort={sort}>
      {show}
    </td>
  );
}

function isSorted(cell: Cell): cell is {show: ComponentChildren; sort: number | string | null} {
  return typeof cell === 'object' && cell !== null && 'sort' in cell;
}
