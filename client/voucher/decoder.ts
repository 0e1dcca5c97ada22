// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// A chunk of its own, with nothing of the library but this.
export { default as decodeQR } from "qr/decode.js";
