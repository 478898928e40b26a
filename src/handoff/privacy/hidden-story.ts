import type {Opened} from '../options.ts';
import {type LeadStory, readStory} from '../story.ts';
import {createPrivacy, type PrivacyOptions, readReps} from './privacy.ts';

/** One lead's story without what is to be hidden. */
export async function readHiddenStory(opened: Opened, leadId: string, options: PrivacyOptions): Promise<LeadStory> {
  const reps = await readReps(opened.session, options);
  const story = await readStory(opened, leadId);
  if (reps === null) return story;
  return (await createPrivacy(opened.session, reps, story, options)).told(story);
}
