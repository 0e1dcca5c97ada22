// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes } from "node:crypto";
import type { Uniform } from "../../../crypto/index.ts";

/** Of 48 bits, from the operating system. */
export const cryptoUniform: Uniform = () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48;
