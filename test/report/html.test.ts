import {createHash} from 'node:crypto';
import {describe, expect, test} from 'vitest';
import {layoutFlow} from '../../src/report/html/charts/flow-layout.ts';
import {anchorOf} from '../../src/report/html/parts/anchor.ts';
import {renderHtml} from '../../src/report/html/render-html.tsx';
import {measureText, pointsText} from '../../src/report/measure-text.ts';
import type {Measure, Report} from '../../src/result.ts';
import {HOSTILE, hostileReport} from './hostile-report.ts';
import {finding, sampleReport, share} from './sample-report.ts';

const html = renderHtml(sampleReport);

describe('the page', () => {
  test('is the same twice, byte for byte', () => {
    expect(renderHtml(structuredClone(sampleReport))).toBe(html);
  });

  test('begins with its policy, which lets in its own style and script and nothing else', () => {
    const policy =
      /^<!doctype html>\n<html lang="en">\n<head><meta http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(
        html,
      )?.[1];
    expect(policy).toBe(
      [
        "default-src 'none'",
        `style-src '${hashOf('style')}'`,
        `script-src '${hashOf('script')}'`,
        'img-src data:',
        "base-uri 'none'",
        "form-action 'none'",
      ].join('; '),
    );
  });

  test('has no style attribute, no handler, and no address outside itself', () => {
    const body = withoutAssets(html);
    expect(attributesOf(html).filter(name => /^(style|on)/.test(name))).toEqual([]);
    const addresses = Array.from(
      body.matchAll(/\s(?:href|src|action|xlink:href)="([^"]*)"/g),
      ([, address]) => address,
    );
    expect(addresses.filter(address => !address?.startsWith('#') && address !== 'data:,')).toEqual([]);
  });

  test('every link within it leads somewhere, and no id stands twice', () => {
    const ids = Array.from(html.matchAll(/\sid="([^"]*)"/g), ([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const links = Array.from(html.matchAll(/href="#([^"]*)"/g), ([, id]) => id);
    expect(links.filter(id => !ids.includes(id))).toEqual([]);
  });

  test('tells the story first and the account last', () => {
    const places = Array.from(html.matchAll(/<section id="([\w-]+)"/g), ([, id]) => id);
    expect(places).toEqual(
      [
        'actions',
        'ledger',
        'response',
        'promises',
        'funnel',
        'reasons',
        'routing',
        'pipeline',
        'findings',
        'unmeasured',
        'quality',
        'rows',
        'mapping',
        'definitions',
        'benchmarks',
        'checks',
      ].filter(id => places.includes(id)),
    );
    expect(places.slice(0, 3)).toEqual(['actions', 'ledger', 'response']);
    expect(html.indexOf('Of 400 handoffs 220 are lost')).toBeLessThan(html.indexOf('<section'));
  });

  test('every chart has its numbers behind it, and headings skip no level', () => {
    const figures = html.match(/<figure>[\s\S]*?<\/figure>/g) ?? [];
    expect(figures.length).toBeGreaterThan(4);
    expect(figures.filter(figure => !/<details><summary>[\s\S]*<table/.test(figure))).toEqual([]);
    const levels = Array.from(html.matchAll(/<h([1-6])/g), ([, level]) => Number(level));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level, index) => index > 0 && level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  });

  test('says what could not be measured and which column would help, and gives no number instead', () => {
    expect(text('unmeasured')).toContain('Add owner_history to the export');
    expect(text('unmeasured')).toContain('response.routing_delay');
    expect(text('unmeasured')).toContain('Binder Error');
    expect(text('funnel')).toContain('not measurable');
  });

  test('prints the caveats of measures word for word', () => {
    const reason = 'This is an association in your own records; treat it as a test worth running, not as money lost.';
    const slow = {...share('pipeline.lost_to_slowness', {what: 'coverage'}, 8, 10), reason};
    expect(renderHtml(withMeasures(slow))).toContain(`<p class="caveat">${reason}</p>`);
  });

  test('what everybody quotes is told with what it is', () => {
    expect(text('benchmarks')).toContain('An audit of 2,241 US companies with one test lead each.');
  });

  test('an empty report is a page too', () => {
    const empty: Report = {
      ...sampleReport,
      measures: [],
      findings: [],
      ledger: [],
      checks: [],
      gates: [],
      population: [],
    };
    expect(renderHtml(empty)).toContain('No finding asks for anything.');
  });

  test('a gate passes by the word of every other format, and where all do nothing would help', () => {
    const [gate] = sampleReport.gates;
    if (gate === undefined) throw new Error('the sample has no gate');
    const passed = {...gate, state: 'pass' as const, remedy: null};
    const page = renderHtml({...sampleReport, gates: [passed]});
    expect(page).toContain('<td>pass</td>');
    expect(page).not.toContain('what would help');
    const doubted = renderHtml({...sampleReport, gates: [passed, {...gate, state: 'soft', remedy: 'Export seconds.'}]});
    expect(doubted).toContain('what would help');
    expect(doubted).toContain('Export seconds.');
  });

  test('a promise of more than two days of business time is told in hours', () => {
    const [promise] = sampleReport.terms.promises;
    if (promise === undefined) throw new Error('the sample has no promise');
    const terms = {
      ...sampleReport.terms,
      promises: [{...promise, clock: 'business' as const, within_seconds: 72 * 3600}],
    };
    const page = renderHtml({...sampleReport, terms});
    expect(page).toContain('>72 h<');
    expect(page).not.toContain('>3 d<');
  });

  test('an axis of time that is no ruler says so, and a column of times is no column of shares', () => {
    expect(renderHtml(sampleReport).match(/The axis of time is logarithmic\./g)).toHaveLength(2);
    expect(renderHtml(sampleReport)).not.toContain('>count or share<');
  });

  test('a fate and a family that nobody knows here are shown under their own names', () => {
    const strange = {fate: 'abducted_by_aliens', family: 'beyond', handoffs: 3, share: 0.1, amount_cents: null};
    const page = renderHtml({...sampleReport, ledger: [...sampleReport.ledger, strange]});
    expect(page).toContain('abducted by aliens');
    expect(page).toContain('>beyond<');
  });
});

describe('findings', () => {
  test('each has a stable address', () => {
    expect(anchorOf(finding('unowned-leads', 'warn', 'Free Trial', '', 1))).toBe('finding-unowned-leads/Free%20Trial');
    expect(html).toContain('<article id="finding-sla-compliance/Demo%20request"');
    expect(html).toContain('href="#finding-sla-compliance/Demo%20request"');
  });

  test('carry their lead ids, the first 200 of many', () => {
    const ids = Array.from({length: 250}, (_, index) => `L${index}`);
    const page = renderHtml({
      ...sampleReport,
      findings: [finding('follow-up', 'warn', '', 'Text.', 0, {leads: {count: 250, ids}})],
    });
    const listed = /<p class="ids">([^<]*)<\/p>/.exec(page)?.[1] ?? '';
    expect(listed).toMatch(/^L0, L1, .* L199 and 50 more, all in the JSON report$/);
  });

  test('what is accepted is told apart, with its reason', () => {
    expect(text('findings')).toMatch(/Known and accepted[\s\S]*partner desk works them by phone/);
  });
});

describe('a hostile report', () => {
  const page = renderHtml(hostileReport());

  test('adds no element and no attribute', () => {
    const names = (source: string) => new Set(Array.from(source.matchAll(/<([a-z][\w-]*)/g), ([, name]) => name));
    const known = new Set([...names(html), 'h3']);
    expect([...names(page)].filter(name => !known.has(name))).toEqual([]);
    expect([page.match(/<script/g)?.length, page.match(/<style/g)?.length]).toEqual([1, 1]);
    expect(attributesOf(page).filter(name => !attributesOf(html).includes(name))).toEqual([]);
  });

  test('shows every text as text', () => {
    const shown = unescaped(page);
    for (const text of HOSTILE.filter(one => !/[\u0000-\u001f\u200f\u202e\u2066]/.test(one)))
      expect(shown).toContain(`${text} in a finding`);
    expect(shown).toContain('\\x1b[31mred\\x1b[0m\\x07\\x00');
    expect(shown).toContain('\\u{202e}gnp.exe');
  });
});

describe('numbers', () => {
  const measure = (unit: Measure['unit'], value: number | null, more: Partial<Measure> = {}): Measure => ({
    ...share('x', {}, 1, 2),
    unit,
    value,
    numerator: null,
    denominator: null,
    interval: null,
    ...more,
  });
  const interval = (low: number, high: number | null) => ({low, high, method: 'by hand'});

  test.each([
    ['a share', {...share('x', {}, 41, 329), interval: interval(0.09, 0.165)}, '12% (41 of 329; 9.0-17%)'],
    ['below ten only the fraction', share('x', {}, 3, 7), '3 of 7'],
    ['a time', measure('seconds', 18_720, {interval: interval(17_280, 21_240)}), '5.2 h (4.8-5.9 h)'],
    ['a time nobody reached', measure('seconds', null), 'not reached'],
    ['a time of too few', measure('seconds', null, {status: 'small_n'}), ''],
    ['money', measure('cents', 7_815_771, {interval: interval(1_887_200, 13_625_261)}), '78k (19k to 136k)'],
    ['a ratio', measure('ratio', 1.698, {interval: interval(1.04, 2.772)}), '1.70 (1.04 to 2.77)'],
    ['a count', measure('count', 68, {denominator: 236}), '68 of 236'],
    ['an estimate of leads', measure('leads', 21.48, {interval: interval(7.84, 35.1)}), '21 (7.8 to 35)'],
    ['an open interval', measure('leads', 5, {interval: interval(2, null)}), '5 (2 or more)'],
    ['nothing', measure('share', null), ''],
  ])('%s', (_, one, expected) => {
    expect(measureText(one)).toBe(expected);
  });

  test('a difference is in points', () => {
    expect(pointsText({value: -0.06, interval: interval(-0.127, 0.008)})).toBe('-6.0 points (-12.7 to 0.8)');
  });
});

describe('the flow', () => {
  const flow = layoutFlow(sampleReport.ledger, false);

  test('counts every handoff once, in families and in fates', () => {
    expect(flow.total).toBe(400);
    expect(flow.families.reduce((sum, {handoffs}) => sum + handoffs, 0)).toBe(400);
    expect(flow.families.flatMap(({fates}) => fates)).toHaveLength(sampleReport.ledger.length);
  });

  test('heights are in proportion and labels never meet', () => {
    const fates = flow.families.flatMap(family => family.fates);
    for (const {line, height} of fates) expect(height).toBeCloseTo(line.handoffs * flow.scale, 0);
    const middles = fates.map(({top, height}) => top + height / 2);
    expect(middles.every((y, index) => index === 0 || y - (middles[index - 1] ?? 0) >= 18.9)).toBe(true);
  });
});

function hashOf(tag: 'style' | 'script'): string {
  const content = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(html)?.[1] ?? '';
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}

function withMeasures(...measures: readonly Measure[]): Report {
  return {...sampleReport, measures: [...sampleReport.measures, ...measures]};
}

function withoutAssets(page: string): string {
  return page.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '');
}

/** Names of all attributes; values are quoted, so that nothing in them counts. */
function attributesOf(page: string): string[] {
  const tags = withoutAssets(page).match(/<[a-z][\w-]*(?:\s+[\w:-]+(?:="[^"]*")?)*\s*\/?>/gi) ?? [];
  const names = tags.flatMap(tag =>
    Array.from(tag.replace(/="[^"]*"/g, '').matchAll(/\s([\w:-]+)/g), ([, name]) => name ?? ''),
  );
  return [...new Set(names)].sort();
}

/** A section without its marks. */
function text(id: string): string {
  const section = new RegExp(`<section id="${id}"[\\s\\S]*?</section>`).exec(html)?.[0] ?? '';
  return unescaped(section.replace(/<[^>]+>/g, ' '));
}

function unescaped(source: string): string {
  return source.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
