// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export { cookieOf } from "./cookie.ts";
export { mac, openSigned, signData } from "./signed.ts";
