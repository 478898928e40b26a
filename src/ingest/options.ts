import type {ExportMapping} from '../definitions/definitions.ts';

export interface IngestOptions {
  mapping: ExportMapping;
  /** The company's zone: a date without a time is its midnight where no source zone is declared. */
  timeZone: string;
  /** Zone of times without an offset, for every file; wins over the mapping. */
  sourceTimeZone?: string | undefined;
  /** Files are this system's; wins over the mapping. Null or absent: they are known by their headers. */
  system?: string | undefined;
  /** Leads without rows are no Problem. */
  allowEmpty?: boolean | undefined;
  /** Folder for the rejected rows, one CSV a file. */
  rejects?: string | undefined;
  onStage?: ((text: string) => void) | undefined;
  /** How far the stage is, for whoever watches; the order is not the same twice. */
  onDetail?: ((text: string) => void) | undefined;
}
