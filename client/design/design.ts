// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// Order matters: the theme of NL Design System first, then our values for its tokens, its components, and what is ours.
import "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css";
import "./tokens.css";
import "@nl-design-system-candidate/button-css/button.css";
import "@nl-design-system-candidate/heading-css/heading.css";
import "@nl-design-system-candidate/link-css/link.css";
import "@nl-design-system-candidate/paragraph-css/paragraph.css";
import "@nl-design-system-candidate/skip-link-css/skip-link.css";
import "./fonts.css";
import "./ground.css";
import "./sheet.css";
import "./form.css";
import "./text.css";
import "./time.css";
import "./figure.css";
import "./codename.css";
import "./desk.css";
import "./contrast.css";
import "./print.css";
