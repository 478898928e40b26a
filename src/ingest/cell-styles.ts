import {type Parts, walkPart} from './workbook.ts';

/** By style index of a workbook: does a number in it stand for a date or a time of day? */
export async function dateStyles(parts: Parts, path: string): Promise<boolean[]> {
  const codes = new Map<string, string>();
  const styles: string[] = [];
  let inside = false;
  await walkPart(parts, path, {
    open(name, {numFmtId: id = '', formatCode: code = ''}) {
      if (name === 'numFmt') codes.set(id, code);
      if (name === 'cellXfs') inside = true;
      if (name === 'xf' && inside) styles.push(id);
    },
    close(name) {
      if (name === 'cellXfs') inside = false;
    },
  });
  return styles.map(id => isDateFormat(codes.get(id)) ?? isBuiltInDate(Number(id)));
}

/** Numbers of the formats that every workbook has without saying so: dates and times of ECMA-376 18.8.30; 46 is a duration. */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id === 45 || id === 47 || (id >= 50 && id <= 58);
}

/** A format with a year, month, day, hour, minute or second; null where none is given. `[h]:mm` is a duration. */
function isDateFormat(code: string | undefined): boolean | null {
  if (code === undefined) return null;
  const [first = ''] = code.replace(/"[^"]*"|\\.|[_*]./g, '').split(';');
  if (/\[(?:h+|m+|s+)\]/i.test(first)) return false;
  const bare = first.replace(/\[[^\]]*\]/g, '');
  return !/general|standard/i.test(bare) && /[ymdhs]/i.test(bare);
}
