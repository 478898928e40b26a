import {execFileSync, spawnSync} from 'node:child_process';
import {describe, expect, test} from 'vitest';
import {bashScript} from '../../src/cli/completion/bash.ts';
import {fishScript} from '../../src/cli/completion/fish.ts';
import {wordsOf} from '../../src/cli/completion/words.ts';
import {zshScript} from '../../src/cli/completion/zsh.ts';
import {checkIds} from '../../src/cli/known-checks.ts';
import {createProgram} from '../../src/cli/program.ts';
import {REPORT_FORMATS} from '../../src/cli/report-formats.ts';
import {handoff} from './run.ts';

const words = wordsOf(createProgram(), {check: checkIds()});
const commands = words.commands.map(({name}) => name);
const has = (shell: string) => spawnSync(shell, ['--version']).status === 0;

/** What bash offers for a line that ends where the cursor is. */
function offered(line: string): string[] {
  const parts = line.split(' ');
  const script = `${bashScript(words)}
COMP_WORDS=(${parts.map(part => `'${part}'`).join(' ')}); COMP_CWORD=${parts.length - 1}
_handoff
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const text = execFileSync('bash', ['--norc', '-c', script], {encoding: 'utf8'});
  return text.split('\n').filter(word => word !== '');
}

describe('bash', () => {
  test.each([
    ['handoff ', commands],
    ['handoff au', ['audit']],
    ['handoff --ver', ['--verbose', '--version'].sort()],
    ['handoff --quiet insp', ['inspect']],
    ['handoff audit --fail', ['--fail-on']],
    ['handoff audit --fail-on ', ['error', 'warn', 'new', 'never']],
    ['handoff audit ./export -f ', [...REPORT_FORMATS]],
    ['handoff audit --format j', ['json', 'junit']],
    ['handoff audit --format = j', ['json', 'junit']],
    ['handoff audit --only sla-c', ['sla-compliance']],
    ['handoff explain -d handoff.yaml rule-s', ['rule-shadowed']],
    ['handoff schema d', ['definitions', 'diff']],
    ['handoff completion ', ['bash', 'zsh', 'fish']],
    ['handoff help ren', ['render']],
    // a file: the shell's own words
    ['handoff audit ', []],
    ['handoff audit -o ', []],
    ['handoff explain sla-compliance ', []],
  ])('%j', (line, expected) => {
    expect(offered(line).sort()).toEqual([...expected].sort());
  });

  test('the command prints the script, and a shell takes it', async () => {
    const {code, stdout} = await handoff(['completion', 'bash']);
    expect(code).toBe(0);
    expect(stdout).toBe(bashScript(words));
    const registered = execFileSync('bash', ['--norc', '-c', 'eval "$1" && complete -p handoff', 'x', stdout]);
    expect(registered.toString()).toBe('complete -o default -F _handoff handoff\n');
  });
});

describe.each([
  ['zsh', zshScript(words)],
  ['fish', fishScript(words)],
])('%s', (shell, script) => {
  test('has every command, option and word to choose', () => {
    for (const {name, options, values} of words.commands) {
      expect(script).toContain(name);
      for (const {long} of options) expect(script).toContain(shell === 'fish' ? `-l ${long.slice(2)}` : long);
      for (const word of [...values.flat(), ...options.flatMap(option => option.values ?? [])])
        expect(script).toMatch(new RegExp(`[ (']${word}[ )']`));
    }
  });

  test('closes every quote it opens', () => {
    const rest = shell === 'zsh' ? script.replaceAll("'\\''", '') : script.replaceAll("\\'", '');
    for (const line of rest.split('\n').filter(text => !text.startsWith('#')))
      expect([line, line.split("'").length % 2]).toEqual([line, 1]);
  });

  test.runIf(has(shell))('is a script', () => {
    expect(spawnSync(shell, ['-n'], {input: script}).status).toBe(0);
  });
});

test('another shell is answered with the three', async () => {
  const {code, stderr} = await handoff(['completion', 'tcsh']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/bash, zsh, fish/);
});
