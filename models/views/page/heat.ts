// Sites by month: how much of something there was.
import { figure, type Label } from './language';
import type { Kind } from './drawing';

interface Heat {
  rows: Label[];
  months: string[];
  unit: Label;
  values: (number | null)[][]; // [row][month]
}

export const heat: Kind<Heat> = {
  height: (data) => 22 * data.rows.length + 80,
  option(data, language, width) {
    const cells = data.values.flatMap((row, y) => row.flatMap((value, x) => (value ? [[x, y, value]] : [])));
    const most = Math.max(1e-9, ...cells.map((cell) => cell[2]));
    return {
      grid: { left: 4, right: 10, top: 6, bottom: 62, containLabel: true },
      tooltip: { trigger: 'item', renderMode: 'richText', formatter: (cell: { value: number[] }) => `${data.rows[cell.value[1]][language]} ${data.months[cell.value[0]]}: ${figure(cell.value[2])} ${data.unit[language]}` },
      xAxis: { type: 'category', data: data.months, axisLabel: { color: '#4b5866', interval: (index: number) => index % 12 === 0, formatter: (text: string) => text.slice(0, 4) }, axisTick: { show: false }, splitArea: { show: false } },
      yAxis: { type: 'category', inverse: true, data: data.rows.map((row) => row[language]), axisLabel: { color: '#1d2733', fontSize: 11, width: Math.min(220, width * 0.34), overflow: 'truncate' }, axisTick: { show: false } },
      visualMap: { min: 0, max: most, orient: 'horizontal', left: 'center', bottom: 0, itemHeight: 160, text: [`${figure(most)} ${data.unit[language]}`, '0'], textStyle: { color: '#1d2733', fontSize: 11 }, inRange: { color: ['#eef3f7', '#8fb4d4', '#0b4f8a', '#5c1f4a'] } },
      series: [{ type: 'heatmap', data: cells, itemStyle: { borderWidth: 0.5, borderColor: '#fff' } }],
    };
  },
};
