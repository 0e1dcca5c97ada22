// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";

/** @throws ProtocolError `inconsistent` */
export function requireConsistent(condition: boolean, what: string): void {
  if (!condition) throw new ProtocolError("inconsistent", what);
}
