// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { Type, type TObject, type TSchema, type TString } from "typebox";
import { ProblemSchema } from "./problem.ts";

// What routes have in common in /v1/openapi.json.

/** Bytes in base64url without padding, exactly so many; `bytesOf` (parsed.ts) decodes what has this form. */
export const base64urlOf = (length: number): TString =>
  Type.String({ pattern: `^[A-Za-z0-9_-]{${Math.ceil((length * 4) / 3)}}$` });

/** A SHA-256 in a path. */
export const HexHash = Type.String({ pattern: "^[0-9a-f]{64}$" });

const headers = { "API-Version": Type.String({ description: "Full version of this interface" }) };

interface Answer {
  readonly description: string;
  readonly headers: Readonly<Record<string, TSchema>>;
  readonly content: Readonly<Record<string, { readonly schema: TSchema }>>;
}

function answer(description: string, mediaType: string, schema: TSchema): Answer {
  return { description, headers, content: { [mediaType]: { schema } } };
}

export const binary = (description: string, mediaType = "application/octet-stream"): Answer =>
  answer(description, mediaType, Type.Unsafe<Uint8Array>({ type: "string", format: "binary" }));

export const plainText = (description: string): Answer => answer(description, "text/plain", Type.String());

export const jsonOf = (description: string, schema: TObject): Answer => answer(description, "application/json", schema);

/** Nothing to say but the status. */
export const empty = (description: string): { description: string; headers: typeof headers } => ({
  description,
  headers,
});

/** What a route answers, and which problems it can refuse with. */
export function answers(
  successes: Readonly<Record<number, Answer | ReturnType<typeof empty>>>,
  ...problems: readonly number[]
): Record<number, Answer | ReturnType<typeof empty>> {
  const refused = problems.map(
    (status) => [status, answer("Refused", "application/problem+json", ProblemSchema)] as const,
  );
  return { ...successes, ...Object.fromEntries(refused) };
}
