// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { json } from "#crypto";
import { readJson } from "../transport.ts";
import { checking } from "./failure.ts";
import type { Board } from "../protocol/index.ts";

const originShape = json.text(1, 200);

let known: Promise<Board> | undefined;

async function readBoard(): Promise<Board> {
  const configuration = await readJson("/v1/configuration");
  const origin = (configuration as { readonly origin?: unknown } | null)?.origin;
  return { origin: await checking("refused", () => originShape(origin)) };
}

/** What there is to know before the organisation has a directory. Read once; a failed reading is not remembered. */
export function board(): Promise<Board> {
  known ??= readBoard().catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
}
