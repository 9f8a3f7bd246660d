import { createHash } from 'node:crypto';

/** Of every page of a survey: one column, large targets, light or dark as the device is set. */
export const style = `
:root {
  color-scheme: light dark;
  --ink: #1b2430; --soft: #55607a; --paper: #f4f5f8; --card: #ffffff; --line: #7c869a;
  --accent: #1d5bb8; --on-accent: #ffffff; --error: #a8201a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #eef1f6; --soft: #b3bccb; --paper: #11151c; --card: #1a202a; --line: #7d889b;
    --accent: #8fb8ff; --on-accent: #0a1424; --error: #ffb3aa;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif; }
main, footer { max-width: 44rem; margin: 0 auto; padding: 0 .75rem; }
main { padding-top: clamp(1rem, 6vh, 4rem); }
.card { background: var(--card); border-radius: 1rem; padding: clamp(1.25rem, 5vw, 2.5rem) clamp(1rem, 5vw, 2.5rem);
  box-shadow: 0 1px 2px rgb(0 0 0 / .08), 0 8px 24px rgb(0 0 0 / .06); }
h1 { margin: 0; font-size: clamp(1.3rem, 1.05rem + 1.4vw, 1.75rem); line-height: 1.3; font-weight: 650;
  text-wrap: pretty; overflow-wrap: break-word; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
legend { padding: 0; }
p { margin: .75rem 0 0; }
.soft { color: var(--soft); margin-top: .5rem; }
.progress { margin: 0 0 1.25rem; color: var(--soft); font-size: .95rem; }
.progress progress { display: block; width: 100%; height: .375rem; margin-top: .5rem; appearance: none; border: 0;
  border-radius: 1rem; overflow: hidden; background: var(--paper); accent-color: var(--accent); }
.progress progress::-webkit-progress-bar { background: var(--paper); }
.progress progress::-webkit-progress-value { background: var(--accent); border-radius: 1rem; }
.progress progress::-moz-progress-bar { background: var(--accent); border-radius: 1rem; }
.scale { display: grid; gap: clamp(.25rem, 1vw, .375rem); margin-top: 1.25rem; grid-template-columns: repeat(var(--few), 1fr); }
.of5 { --few: 5; --all: 5; } .of7 { --few: 7; --all: 7; } .of10 { --few: 5; --all: 10; } .of11 { --few: 6; --all: 11; }
.ends { display: flex; justify-content: space-between; gap: 1.5rem; margin-top: .5rem; font-size: .95rem; color: var(--soft); }
.ends span:last-child { text-align: right; }
.choices { display: grid; gap: .5rem; margin-top: 1.25rem; }
.option { position: relative; display: flex; align-items: center; min-height: 3rem; border: 1.5px solid var(--line);
  border-radius: .625rem; cursor: pointer; overflow-wrap: anywhere; }
.scale .option { justify-content: center; font-variant-numeric: tabular-nums; font-weight: 600; }
.choices .option { gap: .75rem; padding: .625rem 1rem; }
.scale input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.choices input { flex: none; width: 1.25rem; height: 1.25rem; margin: 0; accent-color: var(--accent); }
.option:hover { border-color: var(--accent); }
.scale .option:has(:checked) { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.choices .option:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
textarea { display: block; width: 100%; min-height: 9rem; margin-top: 1.25rem; padding: .75rem 1rem; font: inherit;
  color: inherit; background: transparent; border: 1.5px solid var(--line); border-radius: .625rem; resize: vertical; }
.option:has(:focus-visible), textarea:focus-visible, button:focus-visible, a:focus-visible, .error:focus-visible {
  outline: 3px solid var(--accent); outline-offset: 2px; }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; margin-top: 1.75rem; }
button, .button { display: inline-flex; align-items: center; justify-content: center; min-height: 3rem;
  padding: .625rem 1.5rem; font: inherit; font-weight: 600; border-radius: .625rem; border: 1.5px solid var(--accent);
  background: var(--accent); color: var(--on-accent); cursor: pointer; text-decoration: none; }
button.plain, .button.plain { background: transparent; color: var(--accent); }
.actions .plain { margin-inline-start: -.75rem; padding-inline: .75rem; font-weight: 500; border-color: transparent; }
.error { margin: 0 0 1.25rem; padding: .75rem 1rem; border-left: .25rem solid var(--error); border-radius: .25rem;
  background: var(--paper); }
.error strong { color: var(--error); }
.error p { margin: .25rem 0 0; }
a { color: var(--accent); text-underline-offset: .2em; }
footer { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: center; justify-content: space-between;
  padding-block: 1.25rem 2rem; font-size: .95rem; }
footer a { display: inline-flex; align-items: center; min-height: 2.75rem; padding-inline: .25rem; }
footer > a { margin-inline: -.25rem; }
footer ul { display: flex; flex-wrap: wrap; gap: 0 .75rem; margin: 0 0 0 -.25rem; padding: 0; list-style: none; }
footer [aria-current] { display: inline-flex; align-items: center; min-height: 2.75rem; padding-inline: .25rem;
  font-weight: 600; }
@media (min-width: 40rem) { .scale { grid-template-columns: repeat(var(--all), 1fr); } }
@media (max-width: 30rem) { .actions button:not(.plain) { flex: 1 1 100%; } }
@media (forced-colors: active) { .option:has(:checked) { outline: 3px solid Highlight; } }
`;

/** For a policy that lets this style in and no other. */
export const styleHash = `sha256-${createHash('sha256').update(style).digest('base64')}`;
