// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

/** Text with `{0}` for each part that is not translated. */
export interface Content {
  readonly text: string;
  /** What each stands for, by its number. */
  readonly placeholders: ReadonlyMap<string, string>;
}

export interface Unit {
  readonly id: string;
  readonly source: Content;
  /** Null where nobody has translated it yet. */
  readonly target: Content | null;
}

const START = /<\?xml[^>]*\?>\s*<xliff [^>]*>\s*<file [^>]*>\s*<body>\s*/y;
const UNIT =
  /<trans-unit id="([\w-]+)">\s*<source>([^]*?)<\/source>\s*(?:<target>([^]*?)<\/target>\s*)?(?:<note [^>]*>[^<]*<\/note>\s*)?<\/trans-unit>\s*/y;
const END = /<\/body>\s*<\/file>\s*<\/xliff>\s*$/y;
const PIECE = /((?:[^<&]|&\w+;)+)|<x id="(\d+)" equiv-text="([^"<]*)"\/>/y;
const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

const decoded = (xml: string): string =>
  xml.replaceAll(/&(\w+);/g, (entity, name: string) => {
    const character = ENTITIES[name];
    if (character === undefined) throw new Error(`${entity} is no entity of XML`);
    return character;
  });

function contentOf(xml: string): Content {
  const placeholders = new Map<string, string>();
  let text = "";
  for (let at = 0; at < xml.length; at = PIECE.lastIndex) {
    PIECE.lastIndex = at;
    const [, words, number, stands] = PIECE.exec(xml) ?? [];
    if (words !== undefined) text += decoded(words);
    else if (number !== undefined && stands !== undefined && !placeholders.has(number)) {
      placeholders.set(number, decoded(stands));
      text += `{${number}}`;
    } else throw new Error(`neither text nor a new placeholder: ${xml.slice(at, at + 80)}`);
  }
  return { text, placeholders };
}

/**
 * The units of an XLIFF 1.2 file of one file, in its order.
 * @throws Error where there is anything that lit-localize does not write
 */
export function readXliff(xml: string): Unit[] {
  const units: Unit[] = [];
  const take = (expected: RegExp, at: number): RegExpExecArray | null => {
    expected.lastIndex = at;
    return expected.exec(xml);
  };
  let at = take(START, 0)?.[0].length ?? -1;
  if (at < 0) throw new Error("not an XLIFF file");
  for (let unit = take(UNIT, at); unit !== null; unit = take(UNIT, at)) {
    const [whole, id = "", source = "", target] = unit;
    if (units.some((other) => other.id === id)) throw new Error(`unit ${id} twice`);
    units.push({ id, source: contentOf(source), target: target === undefined ? null : contentOf(target) });
    at += whole.length;
  }
  if (take(END, at) === null) throw new Error(`not a unit of XLIFF: ${xml.slice(at, at + 80)}`);
  return units;
}
