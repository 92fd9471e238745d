/**
 * `npm run bench [-- name …]`: prints measurements. Nothing here passes or fails. Numbers after the
 * names are sizes, for the benches that support several.
 */
const benches = {
  sizes: () => import('./sizes.ts'),
  activation: () => import('./activation.ts'),
  startup: () => import('./startup.ts'),
  waiting: () => import('./waiting.ts'),
  polling: () => import('./polling.ts'),
  gallery: () => import('./gallery.ts'),
  layout: () => import('./layout.ts'),
};

const names = Object.keys(benches) as (keyof typeof benches)[];
const isSize = (argument: string) => /^\d+$/.test(argument);
const sizes = process.argv.slice(2).filter(isSize).map(Number);
const requestedNames = process.argv.slice(2).filter((argument) => !isSize(argument));
const unknownNames = requestedNames.filter((name) => !Object.hasOwn(benches, name));
if (unknownNames.length > 0) {
  console.error(`Unknown bench '${unknownNames.join(', ')}'. Available: ${names.join(', ')}.`);
  process.exit(2);
}
for (const name of names) {
  if (requestedNames.length > 0 && !requestedNames.includes(name)) continue;
  console.log(`\n── ${name}`);
  const { run } = await benches[name]();
  await run(sizes);
}
process.exit();
