// Fails the build when what loads before the first paint outgrows its budget (gzip, in kB).
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const budgets = { js: 280, css: 45 }
const dist = new URL('../dist/', import.meta.url)
const html = readFileSync(new URL('index.html', dist), 'utf8')
const found = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(js|css))"/g)]
if (found.length === 0) throw new Error('index.html names no assets')

const sizes = { js: 0, css: 0 }
for (const [, path, kind] of found) sizes[kind] += gzipSync(readFileSync(new URL(path, dist))).length / 1024

for (const [kind, budget] of Object.entries(budgets)) {
  const size = sizes[kind]
  console.log(`initial ${kind}: ${size.toFixed(1)} kB gz of ${budget}`)
  if (size > budget) process.exitCode = 1
}
