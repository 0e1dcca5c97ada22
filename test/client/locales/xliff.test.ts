// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { readXliff } from "./xliff.ts";

const file = (units: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file target-language="en" source-language="nl" original="lit-localize-inputs" datatype="plaintext">
<body>
${units}
</body>
</file>
</xliff>
`;
const unit = (content: string, id = "s1"): string => `<trans-unit id="${id}">\n  ${content}\n</trans-unit>`;

test("xliff: texts are read with their entities, placeholders and translations", () => {
  const source = `<source><x id="0" equiv-text="&lt;strong>"/>A &amp; B<x id="1" equiv-text="&lt;/strong>"/> &lt; C</source>`;
  const target = `<target>C > <x id="0" equiv-text="&lt;strong>"/>A<x id="1" equiv-text="&lt;/strong>"/></target>`;
  const [first, second, ...others] = readXliff(file(unit(`${source}\n  ${target}`) + unit("<source>D</source>", "s2")));
  const placeholders = new Map([
    ["0", "<strong>"],
    ["1", "</strong>"],
  ]);
  expect(first).toEqual({
    id: "s1",
    source: { text: "{0}A & B{1} < C", placeholders },
    target: { text: "C > {0}A{1}", placeholders },
  });
  expect(second).toEqual({ id: "s2", source: { text: "D", placeholders: new Map() }, target: null });
  expect(others).toEqual([]);
  expect(readXliff(file(unit("<source>A</source>\n<target></target>")))[0]?.target?.text).toBe("");
});

test("xliff: what is not exactly that is refused", () => {
  readXliff(file(unit("<source>A</source>")));
  for (const units of [
    unit("<source>A</source><source>B</source>"),
    unit("<target>A</target>"),
    unit("<source>A</source><target>B</target><target>C</target>"),
    unit("<source>A <b>B</b></source>"),
    unit('<source><x id="0"/></source>'),
    unit('<source><x id="0" equiv-text="a"/><x id="0" equiv-text="b"/></source>'),
    unit("<source>A & B</source>"),
    unit("<source>A &nbsp; B</source>"),
    unit("<source>A</source>") + unit("<source>B</source>"),
    "<trans-unit><source>A</source></trans-unit>",
    "A",
  ]) {
    expect(() => readXliff(file(units))).toThrow();
  }
  expect(() => readXliff("")).toThrow("not an XLIFF file");
  expect(() => readXliff(`${file("")}more`)).toThrow();
});
