// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, test } from "vitest";

/** Test vectors that others published (test/vectors/README.md says where to fetch them); not part of the project. */
const VECTORS_DIR = resolve(import.meta.dirname, "..", process.env["VECTORS_DIR"] ?? "../shared/vectors");

/**
 * Declares tests over one file of vectors, or skips them and says so on stderr.
 * @param tests gets the parsed JSON
 */
export function describeVectors(title: string, file: string, tests: (vectors: unknown) => void): void {
  const path = resolve(VECTORS_DIR, file);
  const present = existsSync(path);
  if (!present) process.stderr.write(`SKIPPED ${title}: no ${file} in ${VECTORS_DIR} (set VECTORS_DIR)\n`);
  describe.skipIf(!present)(`${title} (${file})`, () => {
    if (present) tests(JSON.parse(readFileSync(path, "utf8")));
    else test("needs the file", () => undefined);
  });
}

/** The shape that all files of C2SP Wycheproof share. */
export interface Wycheproof<Group, Vector> {
  readonly numberOfTests: number;
  readonly testGroups: readonly (Group & { readonly tests: readonly (Vector & WycheproofTest)[] })[];
}

export interface WycheproofTest {
  readonly tcId: number;
  readonly comment: string;
  readonly flags?: readonly string[];
  readonly result: "valid" | "invalid" | "acceptable";
}
