// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { existsSync, readFileSync } from "node:fs";

const ROOT = new URL("../../", import.meta.url);

/** @param path from the root of the project */
export const readText = (path: string): string => readFileSync(new URL(path, ROOT), "utf8");
export const isThere = (path: string): boolean => existsSync(new URL(path, ROOT));
