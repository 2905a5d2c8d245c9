// The levers: every task as a switch with strength and date, and sizes as sliders within their ranges.
import { figure, language, type Label } from './language';
import { make, type Levers, type Move, type Size, type Task } from './talk';

export interface Panel {
  element: HTMLElement;
  show(move: Move): void; // sets every lever
  speak(): void; // in the language chosen now
}

const words: Record<string, Label> = {
  tasks: { zh: '任务', en: 'Tasks' },
  sizes: { zh: '规模与趋势', en: 'Sizes and trends' },
  search: { zh: '查找', en: 'Find' },
  affects: { zh: '影响哪项指标', en: 'That move indicator' },
  all: { zh: '全部', en: 'all' },
  adjust: { zh: '调整', en: 'adjust' },
  strength: { zh: '实施力度', en: 'strength' },
  shift: { zh: '启动时间', en: 'begins' },
  silent: { zh: '（只登记，不改变数值）', en: '(recorded only: moves no number)' },
  none: { zh: '没有符合的项目', en: 'nothing fits' },
};

export const shiftText: (days: number) => Label = (days) =>
  days === 0 ? { zh: '按原定日期', en: 'as dated' } : days > 0 ? { zh: `推迟${days}天`, en: `${days} d later` } : { zh: `提前${-days}天`, en: `${-days} d earlier` };
const unitOf = (size: Size) => (size.unit ? ` ${size.unit}` : '');
export const sizeText: (size: Size, value: number) => Label = (size, value) => ({ zh: `固定为${figure(value)}${unitOf(size)}`, en: `fixed at ${figure(value)}${unitOf(size)}` });
const drawnText: (size: Size) => Label = (size) => ({
  zh: `${figure(size.low)}～${figure(size.high)}${unitOf(size)}之间抽取，最可能${figure(size.mode)}`,
  en: `drawn from ${figure(size.low)} to ${figure(size.high)}${unitOf(size)}, most likely ${figure(size.mode)}`,
});

interface Lever {
  show(move: Move): void;
  speak(): void;
}

/** A slider with its label and what it stands at. */
function slider(name: Label, limits: { min: number; max: number; step: number }, text: (value: number) => Label, moved: (value: number) => void) {
  const input = make('input', { type: 'range', min: String(limits.min), max: String(limits.max), step: String(limits.step) });
  const output = make('output');
  const tell = (label = text(Number(input.value))) => {
    output.replaceChildren(...make('span', {}, label).childNodes);
    input.setAttribute('aria-valuetext', label[language()]);
  };
  input.addEventListener('input', () => tell());
  input.addEventListener('change', () => moved(Number(input.value)));
  return { element: make('label', { className: 'slider' }, make('span', { className: 'name' }, name), output, input), input, tell };
}

function sizeLever(size: Size, name: Label, move: () => Move, changed: () => void): Lever & { element: HTMLElement } {
  const step = size.whole ? 1 : (size.high - size.low) / 100;
  const own = (value: number) => {
    const rounded = size.whole ? Math.round(value) : Number(value.toPrecision(4));
    return Math.min(size.high, Math.max(size.low, rounded));
  };
  const made = slider(name, { min: size.low, max: size.high, step }, (value) => sizeText(size, own(value)), (value) => {
    move().sizes[size.path] = own(value);
    changed();
  });
  const speak = () => made.tell(size.path in move().sizes ? undefined : drawnText(size));
  return {
    element: made.element,
    speak,
    show(state) {
      made.input.value = String(state.sizes[size.path] ?? size.mode);
      made.element.classList.toggle('moved', size.path in state.sizes);
      speak();
    },
  };
}

/** Strength, date and sizes of a task. */
function adjustments(task: Task, levers: Levers, move: () => Move, changed: () => void): { elements: HTMLElement[]; list: Lever[] } {
  const set = (key: 'strength' | 'shift', value: number) => {
    const own = { ...move().tasks[task.id] };
    if (value === task[key]) delete own[key];
    else own[key] = value;
    if (Object.keys(own).length) move().tasks[task.id] = own;
    else delete move().tasks[task.id];
    changed();
  };
  const strength = slider(words.strength, { min: levers.strength[0], max: levers.strength[1], step: 5 }, (value) => ({ zh: `${value} %`, en: `${value} %` }), (value) => set('strength', value));
  const shift = slider(words.shift, { min: levers.shift[0], max: levers.shift[1], step: 5 }, shiftText, (value) => set('shift', value));
  const sizes = task.sizes.map((path) => {
    const size = levers.sizes.find((one) => one.path === path)!;
    return sizeLever(size, size.name, move, changed);
  });
  const own: Lever = {
    show(state) {
      strength.input.value = String(state.tasks[task.id]?.strength ?? task.strength);
      shift.input.value = String(state.tasks[task.id]?.shift ?? task.shift);
      this.speak();
    },
    speak() {
      strength.tell();
      shift.tell();
    },
  };
  const list = (mark: string) => task.indicators.join(mark) || '–';
  const about = make('p', { className: 'note' }, { zh: `牵头：${task.owner}；影响指标：${list('、')}`, en: `led by ${task.owner}; moves indicators ${list(', ')}` });
  return { elements: [about, strength.element, shift.element, ...sizes.map((one) => one.element)], list: [own, ...sizes] };
}

function taskLever(task: Task, levers: Levers, move: () => Move, changed: () => void): Lever & { element: HTMLElement } {
  const input = make('input', { type: 'checkbox', id: `switch-${task.id}` });
  input.setAttribute('role', 'switch');
  input.addEventListener('change', () => {
    const own = { ...move().tasks[task.id] };
    if (input.checked === task.active) delete own.active;
    else own.active = input.checked;
    if (Object.keys(own).length) move().tasks[task.id] = own;
    else delete move().tasks[task.id];
    changed();
  });
  const name = make('label', { className: 'switch' }, input, make('b', {}, task.id.replace(/^t0*/, '')), make('span', {}, task.name));
  if (!task.acts) name.append(make('small', {}, words.silent));
  const details = make('details', {}, make('summary', {}, words.adjust));
  details.querySelector('summary')!.append(make('span', { className: 'unseen' }, { zh: `任务${task.name.zh}`, en: ` task ${task.name.en}` }));
  let inside: Lever[] | undefined;
  const open = () => {
    if (inside) return;
    const made = adjustments(task, levers, move, changed);
    inside = made.list;
    details.append(...made.elements);
    for (const one of inside) one.show(move());
  };
  details.addEventListener('toggle', open);
  const element = make('li', { className: 'lever' }, name, details);
  return {
    element,
    speak: () => inside?.forEach((one) => one.speak()),
    show(state) {
      input.checked = state.tasks[task.id]?.active ?? task.active;
      element.classList.toggle('off', !input.checked);
      element.classList.toggle('moved', task.id in state.tasks || task.sizes.some((path) => path in state.sizes));
      inside?.forEach((one) => one.show(state));
    },
  };
}

/** Those of a list that fit what is looked for. */
function filter(search: HTMLInputElement, select: HTMLSelectElement, rows: { element: HTMLElement; text: string; indicators?: number[] }[], none: HTMLElement) {
  const sought = search.value.trim().toLowerCase();
  const indicator = Number(select.value);
  let shown = 0;
  for (const row of rows) {
    const fits = row.text.toLowerCase().includes(sought) && (!indicator || !row.indicators || row.indicators.includes(indicator));
    row.element.hidden = !fits;
    if (fits) shown++;
  }
  none.hidden = shown > 0;
}

function tab(name: string, checked: boolean): HTMLElement {
  return make('label', {}, make('input', { type: 'radio', name: 'tab', id: `tab-${name}`, checked }), words[name]);
}

export function panel(levers: Levers, move: () => Move, changed: () => void): Panel {
  const tasks = levers.tasks.map((task) => ({ ...taskLever(task, levers, move, changed), text: `${task.id} ${task.name.zh} ${task.name.en} ${task.owner}`, indicators: task.indicators }));
  const sizes = levers.sizes.map((size) => {
    const lever = sizeLever(size, size.name, move, changed);
    return { ...lever, element: make('li', { className: 'lever' }, lever.element), text: `${size.path} ${size.name.zh} ${size.name.en}`, indicators: levers.tasks.find((task) => task.id === size.task)?.indicators };
  });
  const search = make('input', { type: 'search', id: 'find', autocomplete: 'off' });
  const select = make('select', { id: 'affects' });
  const none = make('p', { className: 'note', hidden: true }, words.none);
  const rows = [...tasks, ...sizes];
  const sift = () => filter(search, select, rows, none);
  search.addEventListener('input', sift);
  select.addEventListener('change', sift);
  const speak = () => {
    const chosen = select.value;
    select.replaceChildren(make('option', { value: '' , textContent: words.all[language()] }));
    for (const one of levers.indicators) select.append(make('option', { value: String(one.number), textContent: `${one.number} ${one.name[language()]}` }));
    select.value = chosen;
    for (const row of rows) row.speak();
  };
  const element = make('div', { className: 'levers' },
    make('div', { className: 'tabs', role: 'group' }, tab('tasks', true), tab('sizes', false)),
    make('div', { className: 'sift' }, make('label', {}, words.search, search), make('label', {}, words.affects, select)),
    none,
    make('ul', { className: 'list tasks' }, ...tasks.map((one) => one.element)),
    make('ul', { className: 'list sizes' }, ...sizes.map((one) => one.element)));
  speak();
  return { element, speak, show: (state) => rows.forEach((row) => row.show(state)) };
}
