// The chain of a kind of waste in one year, from where it arises to where it ends. The year can be moved.
import { figure, type Label, type Language } from './language';
import type { Kind } from './drawing';

interface Chain {
  years: number[];
  nodes: { name: Label; columns: number[]; role: string }[];
  links: { from: number; to: number; tonnes: number[] }[];
}

const colours: Record<string, string> = { arises: '#5b6670', place: '#0072b2', outside: '#7b4fb3', used: '#17693a', burnt: '#b3470e', buried: '#7a5c00', away: '#7b4fb3', rest: '#8a949e' };
const scale: Record<Language, { factor: number; unit: string }> = { zh: { factor: 1e-4, unit: '万吨' }, en: { factor: 1e-3, unit: 'kt' } };

function amount(tonnes: number, language: Language): string {
  const { factor, unit } = scale[language];
  const small = { zh: '吨', en: 't' }[language];
  return tonnes * factor >= 0.1 ? `${figure(Number((tonnes * factor).toPrecision(3)))} ${unit}` : `${figure(Number(tonnes.toPrecision(3)))} ${small}`;
}

const least = 0.001; // [t] what is less is in the table only

/** The year that is shown first. */
const last = (data: Chain) => data.years.length - 1;

export const chain: Kind<Chain> = {
  height: (data, width) => {
    const perColumn = new Map<number, number>();
    const linked = new Set(data.links.flatMap((link) => [link.from, link.to]));
    data.nodes.forEach((node, index) => linked.has(index) && perColumn.set(node.columns.at(-1)!, (perColumn.get(node.columns.at(-1)!) ?? 0) + 1));
    return Math.max(220, 44 * Math.max(...perColumn.values()) + (width < 500 ? 40 : 20));
  },
  option(data, language, width, position) {
    const links = data.links.filter((link) => link.tonnes[position] >= least);
    const used = new Set(links.flatMap((link) => [link.from, link.to]));
    const columns = Math.max(...data.nodes.map((node) => node.columns[position]), 1);
    const through = (index: number) =>
      Math.max(...[links.filter((l) => l.from === index), links.filter((l) => l.to === index)].map((side) => side.reduce((sum, l) => sum + l.tonnes[position], 0)));
    const name = (index: number) => `${data.nodes[index].name[language]}\u200b${'\u200c'.repeat(index)}`; // unique, though it reads the same
    return {
      tooltip: { trigger: 'item', renderMode: 'richText', formatter: (item: { data: { text: string } }) => item.data.text },
      series: [
        {
          type: 'sankey', left: 4, right: width < 500 ? 90 : 140, top: 8, bottom: 18, nodeWidth: 14, nodeGap: 30, layoutIterations: 32, draggable: false, emphasis: { focus: 'adjacency' },
          data: data.nodes.flatMap((node, index) =>
            used.has(index)
              ? [{ name: name(index), depth: node.columns[position], itemStyle: { color: colours[node.role], borderWidth: 0 }, text: `${node.name[language]}: ${amount(through(index), language)}`,
                   label: { formatter: `${node.name[language]}\n${amount(through(index), language)}`, color: '#1d2733', fontSize: 11, lineHeight: 14, width: Math.max(70, width / (columns + 1) - 24), overflow: 'break' } }]
              : []),
          links: links.map((link) => ({
            source: name(link.from), target: name(link.to), value: link.tonnes[position],
            text: `${data.nodes[link.from].name[language]} → ${data.nodes[link.to].name[language]}: ${amount(link.tonnes[position], language)}`,
          })),
          lineStyle: { color: 'target', opacity: 0.32, curveness: 0.5 },
        },
      ],
    };
  },
  control(data, moved) {
    const element = document.createElement('label');
    element.className = 'year';
    const word = document.createElement('span');
    const range = document.createElement('input');
    const output = document.createElement('output');
    Object.assign(range, { type: 'range', min: '0', max: String(last(data)), step: '1', value: String(last(data)) });
    const tell = () => {
      output.textContent = String(data.years[Number(range.value)]);
      range.setAttribute('aria-valuetext', output.textContent);
    };
    range.addEventListener('input', () => {
      tell();
      moved(Number(range.value));
    });
    tell();
    element.append(word, range, output);
    return { element, position: last(data), show: (language) => (word.textContent = { zh: '年份', en: 'Year' }[language]) };
  },
};
