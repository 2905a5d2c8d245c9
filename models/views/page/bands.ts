// Amounts by month, each with its band.
import { figure, type Label, type Language } from './language';
import type { Kind } from './drawing';
import { styleOf, type Role } from './palette';

interface Bands {
  months: string[];
  unit: Label;
  factor: Record<Language, number>;
  series: { name: Label; role: Role; mean: number[]; low: number[]; high: number[] }[];
}

export const bands: Kind<Bands> = {
  height: () => 260,
  option(data, language) {
    const factor = data.factor[language];
    let others = 0;
    return {
      grid: { left: 4, right: 16, top: 30, bottom: 30, containLabel: true },
      legend: { bottom: 0, left: 0, selectedMode: false, data: data.series.map((s) => s.name[language]), textStyle: { fontSize: 11, color: '#1d2733' } },
      tooltip: { trigger: 'axis', renderMode: 'richText', valueFormatter: (value: number) => `${figure(value)} ${data.unit[language]}` },
      xAxis: { type: 'category', data: data.months, boundaryGap: false, axisLabel: { color: '#4b5866' } },
      yAxis: { type: 'value', min: 0, name: data.unit[language], nameTextStyle: { color: '#4b5866', align: 'left' }, axisLabel: { color: '#4b5866' }, splitLine: { lineStyle: { color: '#e6eaee' } } },
      series: data.series.flatMap((series, index) => {
        const style = styleOf(series.role, series.role === 'other' ? others++ : 0);
        const hidden = { type: 'line', silent: true, symbol: 'none', lineStyle: { opacity: 0 }, stack: `band${index}`, tooltip: { show: false } };
        return [
          { ...hidden, data: series.low.map((v) => v * factor) },
          { ...hidden, data: series.high.map((v, i) => (v - series.low[i]) * factor), areaStyle: { color: style.color, opacity: 0.17 } },
          { type: 'line', name: series.name[language], data: series.mean.map((v) => v * factor), symbol: style.symbol, symbolSize: 6, lineStyle: { color: style.color, type: style.dash }, itemStyle: { color: style.color } },
        ];
      }),
    };
  },
};
