import {readFileSync} from 'node:fs';
import {type Compared, readStored} from '../compare/stored.ts';
import {Problem} from '../problem.ts';

/** A JSON report from a file. */
export function storedReport(path: string): Compared {
  let json: string;
  try {
    json = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Problem(`${path} could not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  return readStored(json, path);
}
