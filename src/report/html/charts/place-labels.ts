/** What a label belongs to, and its size, in pixels. */
export interface Labelled {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Placed {
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const AWAY = 8;

/** Beside, above or below its mark, the first place that is free of other labels and marks; null where none is. */
export function placeLabels(
  labels: readonly Labelled[],
  marks: readonly {x: number; y: number}[],
  frame: Box,
): (Placed | null)[] {
  const taken: Box[] = marks.map(({x, y}) => ({left: x - 5, right: x + 5, top: y - 5, bottom: y + 5}));
  return labels.map(label => {
    for (const place of placesOf(label)) {
      const box = boxOf(place, label);
      if (!within(box, frame) || taken.some(other => meet(box, other))) continue;
      taken.push(box);
      return place;
    }
    return null;
  });
}

function placesOf({x, y, height}: Labelled): Placed[] {
  return [
    {x: x + AWAY, y: y + 4.5, anchor: 'start'},
    {x: x - AWAY, y: y + 4.5, anchor: 'end'},
    {x, y: y - AWAY, anchor: 'middle'},
    {x, y: y + height + 3, anchor: 'middle'},
    {x: x + AWAY, y: y - AWAY + 2, anchor: 'start'},
    {x: x + AWAY, y: y + height + 1, anchor: 'start'},
    {x: x - AWAY, y: y - AWAY + 2, anchor: 'end'},
    {x: x - AWAY, y: y + height + 1, anchor: 'end'},
  ];
}

/** `y` is the line the letters stand on. */
function boxOf({x, y, anchor}: Placed, {width, height}: Labelled): Box {
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return {left, right: left + width, top: y - height + 4, bottom: y + 3};
}

function within(box: Box, frame: Box): boolean {
  return box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
}

function meet(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
