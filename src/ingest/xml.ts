import type {Readable} from 'node:stream';
import {SaxesParser} from 'saxes';

/** What one part of a workbook says, element by element; names without their prefix. */
export interface XmlHandlers {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
  /** Asked after every chunk: true where enough is known, false to go on. */
  enough?(): boolean;
}

/** More characters than this without a tag are no workbook: a cell holds 32,767. */
const LONGEST_TEXT = 20_000_000;

/**
 * Walks XML in pieces, whatever its size. Entities of the document's own are never expanded. Throws `BadXml` where it is not
 * well-formed.
 */
export async function walkXml(stream: Readable, handlers: XmlHandlers): Promise<void> {
  const parser = new SaxesParser({position: false, xmlns: false});
  const decoder = new TextDecoder('utf-8');
  let pending = 0;
  parser.on('error', error => {
    throw new BadXml(error.message);
  });
  parser.on('opentag', ({name, attributes}) => {
    pending = 0;
    handlers.open?.(local(name), attributes);
  });
  parser.on('text', text => handlers.text?.(text));
  parser.on('cdata', text => handlers.text?.(text));
  parser.on('closetag', ({name}) => {
    pending = 0;
    handlers.close?.(local(name));
  });
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      pending += chunk.length;
      if (pending > LONGEST_TEXT + chunk.length) throw new BadXml('a text without end');
      parser.write(decoder.decode(chunk, {stream: true}));
      if (handlers.enough?.()) return;
    }
    parser.close();
  } finally {
    stream.destroy();
  }
}

export class BadXml extends Error {}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
