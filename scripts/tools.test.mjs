// Holds the scripts to their lists: every program they start is one that scripts/base.list or
// scripts/tools.list names, or one that every Debian and Ubuntu has (the essential packages), so
// that a fresh machine gets all of it from `make setup`.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path) => readFileSync(root + path, 'utf8')
const rowsOf = (path) => read(path).split('\n').filter((line) => line !== '' && !line.startsWith('#'))

// From coreutils, diffutils, grep, sed and dpkg: Debian marks them essential.
const ESSENTIAL = 'cat cmp cp diff dirname env grep head id mkdir mktemp printf rm sed sort tail uname'.split(' ')
// Used only where the script has just found it (`has sudo`, `has apt-get`, `has rustup`), or by
// scripts/icons, which only someone who redraws the icon runs and which names its own needs.
const ASKED_FOR = 'sudo apt-get apt-cache rustup npx'.split(' ')
const DRAWING_ONLY = 'rsvg-convert convert png2icns'.split(' ')

const base = rowsOf('scripts/base.list').map((row) => row.split(/\s+/)[0])
const needs = rowsOf('scripts/tools.list').map((row) => row.split('|').map((cell) => cell.trim()))
const listed = needs
  .filter(([, probe]) => probe.startsWith('command:'))
  .flatMap(([, probe]) => probe.slice('command:'.length).split('/'))

const shell = (program) => execFileSync('bash', ['-c', program], { encoding: 'utf8' }).split('\n')
const BUILTINS = new Set(shell('compgen -b; compgen -k'))
// Words after which another command follows: of the language, of ours, and programs that start others.
const CARRIERS = /^(exec|stage|as_root|with_display|if|then|else|elif|while|until|do|!|\{|\()$/
const STARTERS = /^(env|xvfb-run|dbus-run-session)$/
const ARGUMENTS = /^(--|-{1,2}[a-z]\S*|[A-Za-z_]\w*=\S*)$/

const scripts = readdirSync(`${root}scripts`).filter((name) => read(`scripts/${name}`).startsWith('#!/usr/bin/env bash') || name === 'common')
const texts = new Map(scripts.map((name) => [`scripts/${name}`, read(`scripts/${name}`)]))
texts.set('.ci/run', read('.ci/run'))
const functions = new Set([...texts.values()].flatMap((text) => [...text.matchAll(/^(\w+)\(\)/gm)].map((hit) => hit[1])))

// Each string becomes one Q, so that only what the shell would run is left; $(...) is kept apart.
function programsIn(text) {
  const plain = text
    .replace(/\\\n/g, ' ')
    .replace(/(^|\s)#.*$/gm, '$1')
    .replace(/^(\w+)\(\) *\{?/gm, ' ; ')
    .replace(/\$\(\(.*?\)\)/g, 'Q')
  const inner = [...plain.matchAll(/\$\(([^()]*)\)/g), ...plain.matchAll(/<\(([^()]*)\)/g)].map((hit) => hit[1])
  const outer = plain.replace(/<?\$?\([^()]*\)/g, 'Q').replace(/\[\[? .*? \]\]?/g, ' true ')
  return [outer, ...inner].flatMap(commandWords)
}

function commandWords(text) {
  return text
    .replace(/'[^']*'|"[^"]*"/g, 'Q')
    .replace(/\bstage Q/g, 'stage')
    .split(/\n|;;?|&&|\|\|?|\s&\s/)
    .flatMap((command) => startedBy(command.trim().split(/\s+/)))
    .filter((word) => word !== 'Q' && /^[a-z][\w.+-]*$/i.test(word))
}

function startedBy([word, ...rest]) {
  if (word === undefined) return []
  if (CARRIERS.test(word) || ARGUMENTS.test(word)) return startedBy(rest)
  return STARTERS.test(word) ? [word, ...startedBy(rest)] : [word]
}

const known = new Set([...ESSENTIAL, ...ASKED_FOR, ...DRAWING_ONLY, ...base, ...listed])
const isKnown = (word) => known.has(word) || BUILTINS.has(word) || functions.has(word)

test('every program that a script starts is on a list', () => {
  for (const [path, text] of texts) {
    const strangers = programsIn(text).filter((word) => !isKnown(word))
    assert.deepEqual(strangers, [], `${path} starts programs that no list names`)
  }
})

test('a program that no list names is noticed wherever it stands', () => {
  for (const script of [
    'curl --fail x',
    'if has y; then jq . file; fi',
    'x=$(wget -q y)',
    'cat a | python3 -c "x"',
    'env A=1 gnuplot',
    '[[ $(exiftool x) == y ]]',
    'f() {\n  ffmpeg -i x\n}',
  ]) {
    assert.equal(programsIn(script).filter((word) => !isKnown(word)).length, 1, script)
  }
})

test('the reader of the scripts does find what they start', () => {
  const found = new Set([...texts.values()].flatMap(programsIn))
  for (const program of ['cargo', 'npm', 'node', 'dbus-run-session', 'sort', 'fc-list', 'pkg-config']) {
    assert.ok(found.has(program), `${program} is started but was not found`)
  }
})

test('each need has a group, a probe, a package and a reason', () => {
  assert.ok(needs.length > 10)
  for (const cells of needs) {
    assert.equal(cells.length, 4, cells.join(' | '))
    assert.match(cells[0], /^(core|window|test)$/)
    assert.match(cells[1], /^(command|library|file|font):\S/)
    assert.ok(cells[2] !== '' && cells[3] !== '')
  }
})

test('everything on the lists is present after the setup', () => {
  const answer = spawnSync(`${root}scripts/setup`, ['--check'], { encoding: 'utf8' })
  assert.equal(answer.status, 0, answer.stdout + answer.stderr)
})

test('a need that is not there is reported as missing, and the check fails', { skip: process.platform !== 'linux' }, () => {
  const answer = spawnSync(`${root}scripts/setup`, ['--check'], {
    encoding: 'utf8',
    env: { ...process.env, PKG_CONFIG_LIBDIR: '/nonexistent', PKG_CONFIG_PATH: '' },
  })
  assert.equal(answer.status, 1)
  assert.match(answer.stdout, /^missing +library:webkit2gtk-4\.1/m)
})
