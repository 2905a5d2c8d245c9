// Bundles the page's script and style, and writes them as C++ text: node bundle.mjs MODULES OUTPUT.cpp
//
// MODULES is a node_modules folder made by `npm ci` from package-lock.json. The same sources and packages give the same bytes.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const modules = resolve(process.argv[2]);
const { buildSync } = createRequire(join(modules, 'esbuild', 'package.json'))('esbuild');

const read = (...path) => readFileSync(join(modules, ...path), 'utf8').trim();
const version = (name) => JSON.parse(read(name, 'package.json')).version;

/** What the licences of the bundled packages ask to be kept. */
const notices = [
  `Apache ECharts ${version('echarts')}\n${read('echarts', 'NOTICE')}`,
  `zrender ${version('zrender')}\n${read('zrender', 'LICENSE')}`,
  `tslib ${version('tslib')}\n${read('tslib', 'LICENSE.txt')}`,
].join('\n\n');

function bundle(entry, more = {}) {
  const options = { bundle: true, minify: true, write: false, charset: 'utf8', target: ['chrome100', 'firefox100', 'safari15'] };
  const result = buildSync({
    ...options,
    entryPoints: [join(here, entry)],
    format: 'iife',
    legalComments: 'none',
    nodePaths: [modules],
    logLevel: 'warning',
    ...more,
  });
  // Inside the page nothing may look like the end of an element.
  return result.outputFiles[0].text.trim().replaceAll('</', '<\\/');
}

/** A C++ literal of any text: raw, in pieces that compilers accept. */
function literal(text) {
  const pieces = [];
  for (let at = 0; at < text.length; at += 8000) pieces.push(text.slice(at, at + 8000));
  if (text.includes(')page"')) throw new Error('the bundle holds the end of a C++ literal');
  return pieces.map((piece) => `R"page(${piece})page"`).join('\n');
}

const script = `/*\n${notices.replaceAll('*/', '* /').replaceAll('</', '<\\/')}\n*/\n${bundle('report.ts', { globalName: 'wufeiPage' })}`;
const style = bundle('report.css');
const studio = { script: bundle('studio.ts'), style: bundle('studio.css') };
writeFileSync(
  process.argv[3],
  `// Written by models/views/page/bundle.mjs.
#include "models/views/page.h"

namespace waste {

const std::string_view page_script =
${literal(script)};

const std::string_view page_style =
${literal(style)};

const std::string_view studio_script =
${literal(studio.script)};

const std::string_view studio_style =
${literal(studio.style)};

const std::string_view page_chart_library = "Apache ECharts ${version('echarts')}";

}  // namespace waste
`,
);
