/**
 * What runs in the browser: mounts ruru with the settings of the page's `explorer-settings` element. A file of its
 * own rather than ruru's inline scripts, so that the page needs no inline script and its policy allows none.
 */
export function explorerScript(ruruPath: string): string {
  return `import { React, Ruru, createRoot } from '${ruruPath}ruru.js';

const { endpoint, headers, examples } = JSON.parse(document.getElementById('explorer-settings').textContent);

const workers = { json: 'jsonWorker.js', graphql: 'graphqlWorker.js' };
globalThis.MonacoEnvironment = {
  getWorker: (_, label) => new Worker('${ruruPath}' + (workers[label] ?? 'editorWorker.js'), { type: 'module' }),
};

// Under a name of our own, since other programs are explored on this host and port too. Headers never reach it: in
// GraphiQL's tabs and history a key would outlive the shop it opened, and be answered 401. They read back as the
// present headers, since an entry without any empties the headers editor when it is chosen.
const mine = (name) => 'clientele:' + name;
const myNames = () => Object.keys(localStorage).filter((name) => name.startsWith(mine('')));
const holdsHeaders = (name) => ['graphiql:tabState', 'graphiql:queries', 'graphiql:favorites'].includes(name);
const withHeaders = (text, headers) =>
  JSON.stringify(JSON.parse(text), (_, value) => (value?.query === undefined ? value : { ...value, headers }));
const storage = {
  getItem(name) {
    const text = localStorage.getItem(mine(name));
    return text !== null && holdsHeaders(name) ? withHeaders(text, headers) : text;
  },
  setItem(name, text) {
    if (name === 'graphiql:headers') return;
    localStorage.setItem(mine(name), holdsHeaders(name) ? withHeaders(text, null) : text);
  },
  removeItem: (name) => localStorage.removeItem(mine(name)),
  clear: () => myNames().forEach((name) => localStorage.removeItem(name)),
  get length() {
    return myNames().length;
  },
};

// GraphiQL asks for the schema before its headers editor is there to be read.
if (headers !== null) {
  const send = globalThis.fetch;
  globalThis.fetch = (address, request) => {
    const isEarly = request?.body?.includes('IntrospectionQuery') && !new Headers(request.headers).has('authorization');
    return send(address, isEarly ? { ...request, headers: { ...request.headers, ...JSON.parse(headers) } } : request);
  };
}

// What was open is opened again. GraphiQL finds that tab by its text; told nothing, it would add an empty one.
const lastQuery = storage.getItem('graphiql:query');
const opened = lastQuery === null ? examples[0] : { query: lastQuery, variables: storage.getItem('graphiql:variables') };

createRoot(document.getElementById('ruru-root')).render(
  React.createElement(Ruru, {
    endpoint,
    storage,
    defaultTabs: examples.map((example) => ({ ...example, headers })),
    initialQuery: opened?.query,
    initialVariables: opened?.variables ?? undefined,
    initialHeaders: headers ?? undefined,
    defaultHeaders: headers ?? undefined,
    defaultEditorToolsVisibility: 'headers',
    // To our storage, which leaves them out: so that a tab read back is known for the one that was open.
    shouldPersistHeaders: true,
    showPersistHeadersSettings: false,
    debugTools: [],
  }),
);
`;
}
