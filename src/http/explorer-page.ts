/** An operation of the README, at hand in the explorer; the tab shows the operation's name, the text starts with `name`. */
export interface ExampleOperation {
  name: string;
  query: string;
  /** JSON. */
  variables?: string;
}

interface PageOptions {
  graphqlPath: string;
  trialKey: string | null;
  examples: readonly ExampleOperation[];
  ruruPath: string;
  scriptPath: string;
}

export function explorerPage({ graphqlPath, trialKey, examples, ruruPath, scriptPath }: PageOptions): string {
  const settings = {
    endpoint: graphqlPath,
    headers: trialKey === null ? null : JSON.stringify({ Authorization: `Bearer ${trialKey}` }, null, 2),
    examples: examples.map(({ name, query, variables }) => ({ query: `# ${name}\n${query}`, variables })),
  };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Clientele explorer</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}">
<link rel="stylesheet" href="${ruruPath}ruru.css">
<link rel="modulepreload" href="${ruruPath}ruru.js">
<style>${style}</style>
</head>
<body>
<div id="ruru-root"><p>Opening the explorer…</p></div>
<script type="application/json" id="explorer-settings">${inScript(settings)}</script>
<script type="module" src="${scriptPath}"></script>
</body>
</html>
`;
}

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="#d60590"/></svg>';

/** What ruru offers to servers built on Grafast (plans, error modes) is hidden: it would do nothing here. */
const style = `
body { margin: 0; font: 16px system-ui, sans-serif; }
#ruru-root { height: 100vh; }
#ruru-root > p { margin: 0; padding-top: 40vh; text-align: center; color: gray; }
button[aria-label$=' Explain'], button[aria-label='Options'], .graphiql-footer:has(.ruru-footer) { display: none; }
@media (prefers-color-scheme: dark) { body { background: #212a3b; } }
`;

/** JSON that cannot end the script element it stands in. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
