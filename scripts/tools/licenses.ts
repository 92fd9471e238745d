import * as v from 'valibot';

/** The part of a `package.json` that names its license, in the current or in the former form. */
const packageSchema = v.object({
  name: v.string(),
  license: v.optional(v.string()),
  licenses: v.optional(v.array(v.object({ type: v.string() })), []),
});

/**
 * The licenses that a bundled package may have: all of them allow a copy inside the extension if
 * its text is included, as `dist/ThirdPartyNotices.txt` does.
 */
const allowedLicenses = [
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  // The icon font.
  'CC-BY-4.0',
];

/**
 * Returns the SPDX identifier of the license of a bundled package.
 * @param packageFile its parsed `package.json`
 * @throws Error if it is not allowed or unknown.
 */
export function readLicense(packageFile: unknown): string {
  const { name, license, licenses } = v.parse(packageSchema, packageFile);
  const found = license ?? licenses[0]?.type ?? 'unknown';
  if (allowedLicenses.includes(found)) return found;
  throw new Error(`${name} cannot be bundled: its license is ${found}.`);
}
