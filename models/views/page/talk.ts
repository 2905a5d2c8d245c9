// What the page asks the studio's server, and what it is told.
import type { Label } from './language';

export interface TaskMove {
  active?: boolean;
  strength?: number; // [%]
  shift?: number; // [d]
}
export interface Move {
  tasks: Record<string, TaskMove>;
  sizes: Record<string, number>;
}
export interface Task {
  id: string;
  name: Label;
  owner: string;
  indicators: number[];
  active: boolean;
  strength: number;
  shift: number;
  acts: boolean;
  sizes: string[];
}
export interface Size {
  path: string;
  name: Label;
  low: number;
  mode: number;
  high: number;
  unit: string;
  whole: boolean;
  task: string | null;
}
export interface Levers {
  tasks: Task[];
  sizes: Size[];
  strength: [number, number];
  shift: [number, number];
  stages: number[];
  indicators: { number: number; name: Label }[];
}
export interface Try extends Move {
  id: number;
  state: 'waiting' | 'running' | 'done' | 'stopped' | 'refused';
  replicas: number;
  stage: number;
  done: number; // share of the stage
  counts: { safe?: number; open?: number; missed?: number };
  saved: string;
  message: Partial<Label>; // why it was refused
}
export interface Answer {
  id: number;
  replicas: number;
  title: string; // HTML, as the rest
  subtitle: string;
  contents: string;
  main: string;
  data: Record<string, { kind: string; data: unknown }>;
}

/** Why the server refused, in both languages. */
export class Refusal extends Error {
  constructor(readonly texts: Label) {
    super(texts.en);
  }
}

async function told<T>(response: Response): Promise<T> {
  const content = await response.json();
  if (!response.ok) throw new Refusal(content);
  return content;
}

export async function get<T>(path: string, words: Record<string, string> = {}): Promise<T> {
  return told(await fetch(`${path}?${new URLSearchParams(words)}`));
}

export async function post<T>(path: string, body: object): Promise<T> {
  return told(await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }));
}

/** An element with both texts, of which the style shows one. */
export function both(label: Label): HTMLElement[] {
  return (['zh', 'en'] as const).map((lang) => {
    const span = document.createElement('span');
    span.className = span.lang = lang;
    span.textContent = label[lang];
    return span;
  });
}

/** An element with properties and children; a label among them in both languages. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, properties: object = {}, ...children: (Node | string | Label)[]): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties);
  for (const child of children) element.append(...(typeof child === 'string' || child instanceof Node ? [child] : both(child)));
  return element;
}
