import type {TableName} from './tables.ts';

/**
 * Headers of a known system and the canonical columns they feed. The door for the presets under rules/systems: none is read
 * yet, so nothing is mapped here.
 */
export function presetColumns(_table: TableName, _headers: readonly string[]): ReadonlyMap<string, string> {
  return new Map();
}
