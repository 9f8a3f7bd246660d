import type { TopLevelSpec } from 'vega-lite';

/** Draws a chart as SVG, without a browser. */
export async function svgOf(spec: TopLevelSpec): Promise<string> {
  // Only here: they take a while to load.
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  const view = new vega.View(vega.parse(compile(spec).spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return titled(svg, spec.description ?? '');
}

/** Says what it shows to who does not see it: also where it stands inside a page. */
function titled(svg: string, description: string): string {
  const title = `<title>${description.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</title>`;
  return `${svg.replace(/<svg [^>]*>/, (tag) => `${tag.replace('<svg ', '<svg role="img" ')}${title}`)}\n`;
}
