import type {Finding} from '../../../result.ts';

/** The stable id of a finding: a browser turns `#finding-<key>` as somebody types it into the same. */
export function anchorOf({key}: Finding): string {
  return `finding-${encodeURI(key)}`;
}

/** A link to it within the page. */
export function pointTo(finding: Finding): string {
  return `#${anchorOf(finding)}`;
}
