// Looks at every page of the built UI in both schemes and two window sizes: a picture each, axe with contrast on,
// no horizontal scroll, and nothing that the window's content security policy would block.
// Needs: npm run build, and a Chromium (CHROMIUM=path, or "chromium" on the PATH).
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'"
const kinds = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }
const sizes = [
  { width: 1024, height: 640 },
  { width: 1280, height: 800 },
]

function serve() {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, 'http://x').pathname)
    try {
      const body = readFileSync(join(root, 'dist', path === '/' ? 'index.html' : path))
      response.writeHead(200, {
        'content-type': kinds[extname(path)] ?? 'text/html',
        'content-security-policy': csp,
      })
      response.end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)))
}

// `main` brings the fixtures' stand-in for the host, `pages` the list of what to look at.
async function bundled(entry, format) {
  const made = await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias: { '@': join(root, 'src'), '@tests': join(root, 'tests') } },
    build: {
      write: false,
      minify: false,
      lib: { entry: join(root, entry), formats: [format], name: 'bundle', fileName: 'bundle' },
    },
  })
  return made[0].output[0].code
}

async function look(page, shot, name, problems) {
  await page.waitForSelector('h1')
  for (const selector of shot.click ?? []) await page.click(selector)
  for (const key of shot.press ?? []) await page.keyboard.press(key)
  await page.waitForTimeout(250)
  await page.screenshot({ path: join(root, 'shots', `${name}.png`) })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  if (wide) problems.push(`${name}: scrolls sideways`)
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  for (const { id, nodes } of found.violations) {
    for (const node of nodes)
      problems.push(`${name}: ${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`)
  }
}

const server = await serve()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim(),
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
const problems = []
try {
  mkdirSync(join(root, 'shots'), { recursive: true })
  const host = await bundled('tests/shots/host.ts', 'iife')
  const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8')
  const list = await bundled('tests/shots/pages.ts', 'es')
  const { shots } = await import(`data:text/javascript,${encodeURIComponent(list)}`)
  const only = process.argv[2]
  for (const shot of shots.filter(({ name }) => !only || name.includes(only))) {
    for (const colorScheme of ['light', 'dark']) {
      for (const viewport of sizes) {
        const name = `${shot.name}-${colorScheme}-${viewport.width}`
        const context = await browser.newContext({
          viewport,
          colorScheme,
          reducedMotion: 'reduce',
          locale: 'en-US',
        })
        const answers = `window.shotAnswers = ${JSON.stringify(shot.answers ?? {})};`
        await context.addInitScript({ content: `${answers}\n${host}\n${axe}` })
        const page = await context.newPage()
        page.setDefaultTimeout(120_000)
        page.on(
          'console',
          (line) => line.type() === 'error' && problems.push(`${name}: console: ${line.text()}`),
        )
        page.on('pageerror', (error) => problems.push(`${name}: ${error.message}`))
        await page.goto(`http://127.0.0.1:${server.address().port}/#${shot.path}`)
        await look(page, shot, name, problems).catch((error) => problems.push(`${name}: ${error.message}`))
        await context.close()
      }
    }
  }
} finally {
  await browser.close()
  server.close()
}
for (const problem of problems) console.error(problem)
console.log(`${problems.length} problems`)
process.exitCode = problems.length > 0 ? 1 : 0
