// Bundles every js/src/entries/<name>.{ts,tsx,css} into src/cjwidgets/static/<name>.{js,css}.
import { readdirSync } from "node:fs";
import { mkdir, readdir, readFile, rm, watch, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import esbuild from "esbuild";
import { minifySync } from "rolldown/experimental";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const entries = join(root, "js/src/entries");
const target = join(root, "src/cjwidgets/static");

const entryPoints = readdirSync(entries)
  .filter((name) => /\.(tsx?|css)$/.test(name) && !/\.(test|d)\.tsx?$/.test(name))
  .map((name) => join(entries, name));

/** Scripts of which parts come when they are first used. */
const PARTED = {
  editor: { more: "js/src/editor/more.ts", present: "js/src/editor/present/slides.ts" },
};

const options = {
  absWorkingDir: root,
  outdir: target,
  bundle: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  minify: true,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
};

/** A script once more through Oxc, whose names compress better: 3 % less than esbuild's alone. */
function smaller({ path, contents, text }) {
  if (!path.endsWith(".js")) return contents;
  const { code, errors } = minifySync(path, text, {
    module: true,
    compress: { target: options.target },
    mangle: { toplevel: true },
  });
  if (errors.length) throw errors[0];
  return Buffer.from(code);
}

const nameOf = (path) => basename(path).replace(/\.\w+$/, "");
const isParted = (path) => path.endsWith(".tsx") && nameOf(path) in PARTED;

/** A module in memory among others, which import each other as `./name.js`. */
const inMemory = (texts) => ({
  name: "in-memory",
  setup(build) {
    build.onResolve({ filter: /^\.\/\w[\w-]*\.js$/ }, ({ path }) =>
      path in texts ? { path, namespace: "memory" } : { path, external: true },
    );
    build.onLoad({ filter: /.*/, namespace: "memory" }, ({ path }) => ({
      contents: texts[path],
      resolveDir: root,
    }));
  },
});

/** Bundle a text that imports modules in memory; what is not there stays outside. */
async function joined(contents, texts, more) {
  const stdin = { contents, resolveDir: root };
  const plugins = [inMemory(texts)];
  const result = await esbuild.build({ ...options, stdin, plugins, ...more, write: false });
  return result.outputFiles[0].text;
}

/** What a script imports: names by the module in memory. */
const importsOf = (text) =>
  [...text.matchAll(/import\s*\{([^}]*)\}\s*from\s*"(\.\/[\w-]+\.js)"/g)].map(([, names, path]) => [
    path,
    names.split(",").map((each) => each.trim().split(" as ")[0]),
  ]);

/** A module in memory and all that it needs. */
function reached(texts, path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  const needed = [...texts[path].matchAll(/"(\.\/[\w-]+\.js)"/g)].map(([, other]) => other);
  for (const other of needed.filter((each) => each in texts)) reached(texts, other, found);
  return found;
}

/**
 * A script that draws, and others that come later. What these share with the first one is in that,
 * which hands it over by module; each of them is a function of it.
 */
async function parted(entry, laters) {
  const name = nameOf(entry);
  const parts = Object.keys(laters).map((part) => `./${name}-${part}.js`);
  const result = await esbuild.build({
    ...options,
    entryPoints: {
      [name]: entry,
      ...Object.fromEntries(
        Object.entries(laters).map(([part, path]) => [`${name}-${part}`, join(root, path)]),
      ),
    },
    splitting: true,
    chunkNames: "shared-[hash]",
    write: false,
  });
  const texts = Object.fromEntries(
    result.outputFiles.map(({ path, text }) => [`./${basename(path)}`, text]),
  );
  const ownOf = (paths) => Object.fromEntries([...paths].map((path) => [path, texts[path]]));
  const first = reached(texts, `./${name}.js`);
  const handed = new Map();
  const files = [];
  for (const part of parts) {
    const own = ownOf([...reached(texts, part)].filter((path) => !first.has(path)));
    for (const [path, names] of Object.values(own).flatMap(importsOf)) {
      if (!first.has(path)) continue;
      if (!handed.has(path)) handed.set(path, new Set());
      for (const each of names) handed.get(path).add(each);
    }
    const common = await joined(`module.exports = require("${part}")`, own, { format: "cjs" });
    const text = `export default (require, module = {}) => {${common};return module.exports}`;
    files.push({ path: part, text });
  }
  const taken = [...handed].map(([path, names], at) => ({
    path,
    names: [...names].map((each) => [each, `$${at}${each}`]),
  }));
  const text = await joined(
    `import make from "./${name}.js";
     ${taken.map(({ path, names }) => `import { ${names.map((pair) => pair.join(" as ")).join()} } from "${path}";`).join("\n")}
     export default make({ ${taken.map(({ path, names }) => `"${path}": { ${names.map((pair) => pair.join(": ")).join()} }`).join()} });`,
    ownOf(first),
  );
  return { metafile: result.metafile, files: [{ path: `${name}.js`, text }, ...files] };
}

/** Sentences about what is over its budget, or has none. */
function overBudget(files, budgets) {
  const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  return files.flatMap(({ name, gzip }) => {
    const budget = budgets[name];
    if (budget === undefined) return [`${name} has no size budget: add one to "budgets".`];
    if (gzip > budget) return [`${name} is ${kB(gzip)} gzipped; its budget is ${kB(budget)}.`];
    return [];
  });
}

const folderOf = (name) => join(root, "node_modules", name);

async function licence(name) {
  const file = (await readdir(folderOf(name))).find((each) => /^licen[cs]e/i.test(each));
  return file && readFile(join(folderOf(name), file), "utf8");
}

async function repository(name) {
  const { repository } = JSON.parse(await readFile(join(folderOf(name), "package.json"), "utf8"));
  return repository?.url ?? repository;
}

/** A bundled package of the same repository with a licence: vega-interpreter forgot its own. */
async function sibling(name, packages) {
  const home = await repository(name);
  for (const other of packages) {
    if (other !== name && (await repository(other)) === home && (await licence(other)))
      return other;
  }
  throw new Error(`${name} is bundled but has no licence file.`);
}

/** The licences of what is bundled: their texts ask to travel with the code. */
async function licences(metafiles) {
  const packages = new Set();
  for (const input of metafiles.flatMap(({ inputs }) => Object.keys(inputs))) {
    const found = input.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//);
    if (found) packages.add(found[1]);
  }
  const texts = [...packages].sort().map(async (name) => {
    const text = (await licence(name)) ?? (await licence(await sibling(name, packages)));
    return `${name}\n\n${text}`;
  });
  return (await Promise.all(texts)).join(`\n${"-".repeat(72)}\n\n`);
}

async function build() {
  // Nothing is written until the budgets hold, so a failed build leaves the last good bundles.
  const whole = entryPoints.filter((path) => !isParted(path));
  const results = await Promise.all([
    esbuild.build({ ...options, entryPoints: whole, write: false }),
    ...entryPoints.filter(isParted).map((path) => parted(path, PARTED[nameOf(path)])),
  ]);
  const outputs = results.flatMap(({ outputFiles, files }) => files ?? outputFiles);
  const files = outputs.map((file) => {
    const contents = smaller(file);
    return {
      name: basename(file.path),
      contents,
      gzip: gzipSync(contents, { level: 9 }).length,
    };
  });
  const { budgets } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const problems = overBudget(files, budgets);
  if (problems.length) throw new Error(`Size budget (package.json):\n  ${problems.join("\n  ")}`);

  files.push({
    name: "licenses.txt",
    contents: await licences(results.map(({ metafile }) => metafile)),
  });
  await mkdir(target, { recursive: true });
  for (const stale of await readdir(target)) {
    if (!files.some(({ name }) => name === stale)) await rm(join(target, stale));
  }
  for (const { name, contents, gzip } of files) {
    await writeFile(join(target, name), contents);
    if (gzip) console.log(`${name.padEnd(20)} ${contents.length} bytes, ${gzip} gzipped`);
  }
}

try {
  if (entryPoints.length === 0) throw new Error("js/src/entries has no entries to build.");
  if (process.argv.includes("--watch")) {
    await build();
    for await (const _ of watch(join(root, "js/src"), { recursive: true })) await build();
  } else {
    await build();
  }
} catch (error) {
  // esbuild has already printed its own errors, with the place in the source.
  if (!error.errors) console.error(`build failed: ${error.message}`);
  process.exitCode = 1;
}
