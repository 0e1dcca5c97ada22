// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { base64url, json } from "../wire/index.ts";
import { statementShape, type Statement } from "./shape.ts";
import { requireSound } from "./sound.ts";

/**
 * One value has one text. What says a thing twice, or in another way, would be read by one program as this and by the next as that,
 * under one signature.
 */
function requireOneWay(source: string): void {
  if (JSON.stringify(JSON.parse(source)) !== source)
    throw new ProtocolError("malformed", "JSON that is written in another way");
}

/** @throws ProtocolError `malformed` or `needs_newer_version`; `inconsistent` where the parts contradict each other */
export function parseStatement(source: string): Statement {
  const parsed = json.parseJson(source, statementShape);
  requireOneWay(source);
  requireSound(parsed);
  return parsed;
}

/**
 * The JSON of a statement, on one line.
 * @throws ProtocolError as parseStatement: what nobody would read is not written
 */
export function formatStatement(parts: Statement): string {
  const source = JSON.stringify(parts, (_name, value: unknown) =>
    value instanceof Uint8Array ? base64url(value) : value,
  );
  parseStatement(source);
  return source;
}
