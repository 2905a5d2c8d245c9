// The languages of the page, and numbers as the tables print them.
export type Language = 'zh' | 'en';
export type Label = Record<Language, string>;

export function language(): Language {
  return (document.getElementById('en') as HTMLInputElement).checked ? 'en' : 'zh';
}

/** Four significant digits, whole numbers from 1000 on. */
export function figure(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  const size = Math.abs(value);
  if (size >= 1000) return value.toFixed(0);
  if (size === 0) return '0';
  const decimals = Math.min(9, Math.max(0, 3 - Math.floor(Math.log10(size))));
  const text = value.toFixed(decimals);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
