// The studio: the report with levers beside it. A move asks the server for a try, whose answer comes with 2, 8 and more replications and
// takes the place of the report that stands there.
import { chips, history } from './history';
import { language, type Label } from './language';
import { panel, type Panel } from './levers';
import { both, get, make, post, Refusal, type Answer, type Levers, type Move, type Try } from './talk';

declare const wufeiPage: { draw(data: Answer['data']): void };

const busy = 350; // [ms] between questions while something is simulated
const at = (id: string) => document.getElementById(id)!;
const words: Record<string, Label> = {
  stop: { zh: '停止', en: 'Stop' },
  reset: { zh: '恢复原方案', en: 'Reset' },
  save: { zh: '保存为情景', en: 'Save as scenario' },
  title: { zh: '情景名称', en: 'Name of the scenario' },
  cancel: { zh: '取消', en: 'Cancel' },
  close: { zh: '关闭', en: 'Close' },
  history: { zh: '试算记录', en: 'Tries' },
  levers: { zh: '改动任务和规模', en: 'Move tasks and sizes' },
  undo: { zh: '撤销：', en: 'Undo: ' },
  first: { zh: '正在模拟原方案，首批结果很快出现。', en: 'The scenario is being simulated; first results come soon.' },
  lost: { zh: '与程序的连接已断开：请重新运行 wufei studio。', en: 'The program does not answer: run wufei studio again.' },
};
const noMove = (): Move => ({ tasks: {}, sizes: {} });
const copy = (move: Move): Move => ({ tasks: structuredClone(move.tasks), sizes: { ...move.sizes } });

let visitor = '';
let levers: Levers;
let move = noMove();
let current = 0; // the try of these levers
let shown = { id: 0, replicas: 0 };
let told: Try[] = [];
let told_of = ''; // of the history, so that it is written only when it changes
let board: Panel | undefined;
let waiting: ReturnType<typeof setTimeout> | undefined;

const bar = make('progress', { max: 1, value: 0 });
bar.setAttribute('aria-label', '进度 · Progress');
const line = make('p', { className: 'line', role: 'status' });
const button = (name: string, action: () => void) => {
  const element = make('button', { type: 'button', id: name }, words[name]);
  element.addEventListener('click', action);
  return element;
};
const stop = button('stop', () => void attempt(() => post('/stop', { visitor })));
const reset = button('reset', () => begin(noMove()));
const save = button('save', () => openDialog());
const chipList = make('ul', { className: 'chips' });
const tries = make('ol', { className: 'tries', reversed: true });
const dialog = make('dialog', { id: 'saving' });

/** What went wrong is said in the status line. */
async function attempt<T>(action: () => Promise<T>): Promise<T | undefined> {
  try {
    const result = await action();
    poll(0);
    return result;
  } catch (error) {
    line.replaceChildren(...both(error instanceof Refusal ? error.texts : words.lost));
    line.classList.add('missed');
    return undefined;
  }
}

function begin(next: Move): void {
  move = next;
  moved();
}

function moved(): void {
  write();
  void attempt(async () => {
    current = (await post<{ id: number }>('/run', { visitor, move })).id;
    sessionStorage.setItem('try', String(current));
  });
}

/** The chips, and the levers' marks. */
function write(): void {
  board?.show(move);
  chipList.replaceChildren(...chips(levers, move).map((chip) => {
    const undo = make('button', { type: 'button' }, make('span', {}, chip.text), make('span', { ariaHidden: 'true' }, ' ×'));
    undo.setAttribute('aria-label', words.undo[language()] + chip.text[language()]);
    undo.addEventListener('click', () => {
      const next = copy(move);
      chip.undo(next);
      begin(next);
    });
    return make('li', {}, undo);
  }));
  reset.disabled = !chipList.childElementCount;
}

function status(one: Try | undefined): void {
  const running = one && (one.state === 'waiting' || one.state === 'running');
  const most = levers.stages.at(-1)!;
  stop.disabled = !running;
  save.disabled = !one?.replicas;
  line.classList.toggle('missed', one?.state === 'refused');
  bar.hidden = !running;
  if (running) {
    const before = one.replicas;
    bar.value = (before + one.done * (one.stage - before)) / most;
    say(before ? { zh: `已模拟${before}遍，正在增至${one.stage}遍（共${most}遍）`, en: `${before} replications, going on to ${one.stage} of ${most}` } : { zh: '正在模拟头几遍……', en: 'Simulating the first replications …' });
  } else if (one?.state === 'refused') say(one.message as Label);
  else if (one) say(one.state === 'stopped' ? { zh: `已停止：结果来自${one.replicas}遍`, en: `Stopped: results of ${one.replicas} replications` } : { zh: `完成：${one.replicas}遍模拟`, en: `Done: ${one.replicas} replications` });
  else if (told.length) say({ zh: '已停止', en: 'Stopped' });
}

function say(label: Label): void {
  if (line.querySelector('.zh')?.textContent !== label.zh) line.replaceChildren(...both(label));
}

/** The report of a try in the place of the one that stands there; what is unfolded stays so. */
function show(answer: Answer): void {
  const main = at('answer');
  const open = [...main.querySelectorAll('details')].flatMap((one, i) => (one.open ? [`${one.closest('figure,section')!.id} ${i}`] : []));
  main.style.minHeight = `${main.offsetHeight}px`; // the page does not jump while it is drawn
  at('title').innerHTML = answer.title;
  at('subtitle').innerHTML = answer.subtitle;
  at('contents').innerHTML = answer.contents;
  main.innerHTML = answer.main;
  document.title = at('title').querySelector(`.${language()}`)?.textContent ?? at('title').textContent!;
  main.querySelectorAll('details').forEach((one, i) => (one.open = open.includes(`${one.closest('figure,section')!.id} ${i}`)));
  wufeiPage.draw(answer.data);
  main.style.minHeight = '';
  main.dataset.try = String(answer.id);
  main.dataset.replicas = String(answer.replicas);
  shown = { id: answer.id, replicas: answer.replicas };
}

function writeHistory(): void {
  const now = JSON.stringify([current, told.map((one) => [one.id, one.state, one.replicas, one.saved, one.counts])]);
  if (now === told_of) return;
  told_of = now;
  tries.replaceChildren(...history(levers, told, current, (one) => begin(copy(one))));
  at('many').textContent = String(told.length);
}

async function look(): Promise<boolean> {
  told = (await get<{ tries: Try[] }>('/state', { visitor })).tries;
  const one = told.find((each) => each.id === current);
  status(one);
  writeHistory();
  if (one?.replicas && (one.id !== shown.id || one.replicas !== shown.replicas)) {
    const answer = await get<Answer>('/answer', { visitor, id: String(one.id) });
    if (answer.id === current) show(answer);
  }
  return told.some((each) => each.state === 'waiting' || each.state === 'running');
}

function poll(after: number): void {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    try {
      if (await look()) poll(busy);
    } catch (error) {
      line.replaceChildren(...both(error instanceof Refusal ? error.texts : words.lost));
    }
  }, after);
}

function openDialog(): void {
  const title = make('input', { type: 'text', id: 'name', maxLength: 60, autocomplete: 'off' });
  const result = make('p', { role: 'status' });
  const close = button('cancel', () => dialog.close());
  const keep = make('button', { type: 'button', id: 'keep', className: 'main' }, words.save);
  keep.addEventListener('click', async () => {
    keep.disabled = true;
    try {
      const done = await post<{ path: string; replicas: number }>('/save', { visitor, id: current, title: title.value });
      result.replaceChildren(make('span', {}, { zh: '已保存。再次模拟得到同样的数值：', en: 'Saved. A run gives the same numbers:' }), make('code', { id: 'saved' }, `wufei run ${done.path}`));
      close.replaceChildren(...both(words.close));
      poll(0);
    } catch (error) {
      keep.disabled = false;
      result.replaceChildren(...both(error instanceof Refusal ? error.texts : words.lost));
    }
  });
  dialog.replaceChildren(make('h2', {}, words.save), make('label', {}, words.title, title), result, make('div', { className: 'buttons' }, close, keep));
  dialog.showModal();
}

/** Chinese, unless the browser prefers English. */
function chooseLanguage(): void {
  const before = sessionStorage.getItem('language');
  const wanted = before ?? (navigator.language.startsWith('en') ? 'en' : 'zh');
  (at(wanted) as HTMLInputElement).checked = true;
  document.documentElement.lang = wanted;
  for (const input of document.querySelectorAll('.languages input'))
    input.addEventListener('change', () => {
      sessionStorage.setItem('language', language());
      board?.speak();
      if (board) write();
      document.title = at('title').querySelector(`.${language()}`)?.textContent ?? document.title;
    });
}

function build(): void {
  board = panel(levers, () => move, moved);
  const count = make('span', { id: 'many' });
  const folded = make('details', { className: 'panel', open: innerWidth > 900 }, make('summary', {}, words.levers), board.element);
  at('levers').append(
    make('div', { className: 'desk-status' }, line, bar, make('div', { className: 'buttons' }, stop, reset, save), chipList),
    make('div', { className: 'scroll' }, make('details', { className: 'past' }, make('summary', {}, words.history, ' ', count), tries), folded),
    dialog);
  at('answer').replaceChildren(make('p', { className: 'lead' }, words.first));
}

/** This tab's visit goes on after the page is loaded again. */
async function enter(): Promise<void> {
  const before = sessionStorage.getItem('visitor');
  if (before)
    try {
      told = (await get<{ tries: Try[] }>('/state', { visitor: before })).tries;
      visitor = before;
    } catch {
      told = [];
    }
  if (!visitor) {
    visitor = (await post<{ visitor: string }>('/visit', {})).visitor;
    sessionStorage.setItem('visitor', visitor);
    told = (await get<{ tries: Try[] }>('/state', { visitor })).tries;
  }
  const last = told.find((one) => String(one.id) === sessionStorage.getItem('try')) ?? told.at(-1);
  current = last?.id ?? 0;
  if (last) move = copy(last);
}

async function start(): Promise<void> {
  chooseLanguage();
  levers = await get<Levers>('/levers');
  build();
  await enter();
  write();
  poll(0);
}

void start();
