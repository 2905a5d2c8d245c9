// Amounts of several sources by year, one upon the other; what is avoided goes down.
import { figure, type Label, type Language } from './language';
import type { Kind } from './drawing';
import { hues } from './palette';

interface Stacked {
  years: number[];
  unit: Label;
  factor: Record<Language, number>;
  parts: { name: Label; values: number[] }[];
  net: { name: Label; values: number[] } | null;
}

export const stacked: Kind<Stacked> = {
  height: (data, width) => (width < 500 ? 260 : 60) + 22 * (data.parts.length + 1),
  option(data, language, width) {
    const factor = data.factor[language];
    const scaled = (values: number[]) => values.map((value) => value * factor);
    const bars = data.parts.map((part, index) => ({ type: 'bar', stack: 'all', name: part.name[language], data: scaled(part.values), barMaxWidth: 48, itemStyle: { color: hues[index % hues.length] } }));
    const line = data.net ? [{ type: 'line', name: data.net.name[language], data: scaled(data.net.values), symbol: 'diamond', symbolSize: 9, lineStyle: { color: '#1d2733', width: 2 }, itemStyle: { color: '#1d2733' } }] : [];
    return {
      aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
      grid: { left: 4, right: width < 500 ? 10 : 250, top: 30, bottom: width < 500 ? 22 * (data.parts.length + 1) + 10 : 10, containLabel: true },
      legend: { orient: 'vertical', itemGap: 7, itemHeight: 13, selectedMode: false, textStyle: { fontSize: 11, color: '#1d2733', width: 200, overflow: 'truncate' }, ...(width < 500 ? { bottom: 0, left: 0 } : { right: 0, top: 20, width: 240 }) },
      tooltip: { trigger: 'axis', renderMode: 'richText', valueFormatter: (value: number) => `${figure(value)} ${data.unit[language]}` },
      xAxis: { type: 'category', data: data.years.map(String), axisLabel: { color: '#4b5866' } },
      yAxis: { type: 'value', name: data.unit[language], nameTextStyle: { color: '#4b5866', align: 'left' }, axisLabel: { color: '#4b5866' }, splitLine: { lineStyle: { color: '#e6eaee' } } },
      series: [...bars, ...line],
    };
  },
};
