// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { isThere, readText } from "./files.ts";

// What a document says is done by a file, or would be noticed by a test, is worth as much as that file.

/** Paths from the root of the project, in backticks; links, from the document's own folder. */
function namedIn(path: string): string[] {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const text = readText(path);
  const sources = [...text.matchAll(/`((?:build|client|crypto|docs|migrations|server|test)\/[\w./-]+)`/g)];
  const links = [...text.matchAll(/\]\(([\w./-]+)\)/g)];
  return [...sources.map(([, name = ""]) => name), ...links.map(([, name = ""]) => folder + name)];
}

test.each(["docs/threat-model.md", "docs/model/README.md"])("docs: every file that %s names is there", (path) => {
  const named = new Set(namedIn(path));
  expect(named.size).toBeGreaterThan(20);
  expect([...named].filter((name) => !isThere(name))).toEqual([]);
});
