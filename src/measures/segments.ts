import type {Segment} from '../result.ts';

export type Dimension = 'source' | 'team' | 'owner' | 'week' | 'month';

/** The whole (`dimension` is whole, `segment` null) or one segment of one dimension. */
export interface Grouped {
  dimension: Dimension | 'whole';
  segment: string | null;
}

/**
 * One statement for the whole and for each dimension on its own: `counted` are aggregates over a relation that has the
 * dimensions as columns. Names come from the code alone.
 */
export function groupedBy(dimensions: readonly Dimension[], counted: string, relation: string): string {
  const flags = dimensions.map(name => `when grouping(${name}) = 0 then '${name}'`).join(' ');
  const values = dimensions.map(name => `when grouping(${name}) = 0 then ${name}::varchar`).join(' ');
  return `
    select
        case ${flags} else 'whole' end as dimension,
        case ${values} end as segment,
        ${counted}
    from ${relation}
    group by grouping sets ((), ${dimensions.map(name => `(${name})`).join(', ')})
    order by dimension, segment nulls last`;
}

/** `{}` for the whole. */
export function segmentOf({dimension, segment}: Grouped): Segment {
  return dimension === 'whole' ? {} : {[dimension]: segment};
}
