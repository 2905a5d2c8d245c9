// What was tried, and what a move is called.
import { shiftText, sizeText } from './levers';
import type { Label } from './language';
import { make, type Levers, type Move, type Try } from './talk';

export interface Chip {
  text: Label;
  undo(move: Move): void;
}

/** What a move changes, one chip each. */
export function chips(levers: Levers, move: Move): Chip[] {
  const found: Chip[] = [];
  for (const [id, own] of Object.entries(move.tasks)) {
    const task = levers.tasks.find((one) => one.id === id)!;
    const parts: Label[] = [];
    if (own.active !== undefined) parts.push(own.active ? { zh: '开启', en: 'on' } : { zh: '关闭', en: 'off' });
    if (own.strength !== undefined) parts.push({ zh: `力度${own.strength} %`, en: `strength ${own.strength} %` });
    if (own.shift !== undefined) parts.push(shiftText(own.shift));
    const number = Number(id.replace(/\D/g, ''));
    found.push({
      text: { zh: `任务${number} ${task.name.zh}：${parts.map((part) => part.zh).join('、')}`, en: `Task ${number} ${task.name.en}: ${parts.map((part) => part.en).join(', ')}` },
      undo: (state) => delete state.tasks[id],
    });
  }
  for (const [path, value] of Object.entries(move.sizes)) {
    const size = levers.sizes.find((one) => one.path === path)!;
    const text = sizeText(size, value);
    found.push({ text: { zh: `${size.name.zh}：${text.zh}`, en: `${size.name.en}: ${text.en}` }, undo: (state) => delete state.sizes[path] });
  }
  return found;
}

const unchanged: Label = { zh: '原方案，未改动', en: 'the scenario as it is' };
const states: Record<Try['state'], Label> = {
  waiting: { zh: '等待', en: 'waiting' }, running: { zh: '模拟中', en: 'running' }, done: { zh: '完成', en: 'done' }, stopped: { zh: '已停止', en: 'stopped' }, refused: { zh: '未接受', en: 'refused' },
};
const verdicts: [keyof Try['counts'], Label][] = [['safe', { zh: '有把握', en: 'safe' }], ['open', { zh: '未定', en: 'open' }], ['missed', { zh: '完不成', en: 'missed' }]];

function mark(kind: string): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', `mark ${kind}`);
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#${kind}`);
  svg.append(use);
  return svg;
}

/** The tries, the last first; `again` shows one with its levers. */
export function history(levers: Levers, tries: Try[], current: number, again: (one: Try) => void): HTMLElement[] {
  return [...tries].reverse().map((one) => {
    const said = chips(levers, one);
    const what = make('span', { className: 'what' }, ...(said.length ? said.flatMap((chip, i) => (i ? ['; ', chip.text] : [chip.text])) : [unchanged]));
    const facts = make('span', { className: 'facts' });
    for (const [key, name] of verdicts)
      if (one.counts[key] !== undefined) facts.append(make('span', { className: `state ${key}` }, mark(key), String(one.counts[key]), make('span', { className: 'unseen' }, name)));
    facts.append(make('span', { className: 'replicas' }, one.replicas ? { zh: `${one.replicas}遍，${states[one.state].zh}`, en: `${one.replicas} replications, ${states[one.state].en}` } : states[one.state]));
    if (one.saved) facts.append(make('span', {}, { zh: '已保存', en: 'saved' }));
    if (one.message.en) facts.append(make('span', { className: 'state missed' }, one.message as Label));
    const button = make('button', { type: 'button' }, make('b', {}, String(one.id)), what, facts);
    button.addEventListener('click', () => again(one));
    if (one.id === current) button.setAttribute('aria-current', 'true');
    return make('li', {}, button);
  });
}
