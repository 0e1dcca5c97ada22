// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { base64url, json } from "../wire/index.ts";
import { statementShape, type Statement } from "./shape.ts";
import { requireSound } from "./sound.ts";

/** @throws ProtocolError `malformed` or `needs_newer_version`; `inconsistent` where the parts contradict each other */
export function parseStatement(source: string): Statement {
  const parsed = json.parseJson(source, statementShape);
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
