using CostCompass.Views.Charts;

namespace CostCompass.Views.Dashboards;

/// <summary>
/// Arranges columns within a width: empty or unimportant columns are dropped, then names are truncated. Remaining room makes bars longer.
/// </summary>
/// <param name="width">The width in cells.</param>
/// <param name="glyphs">The characters.</param>
internal sealed class DashboardTable(int width, DashboardGlyphs glyphs)
{
    private const int Gap = 2;
    private const int LongestBar = 30;
    private const int LeastName = 6;

    /// <summary>The title line, unless no column has a title, and a line for each row.</summary>
    /// <param name="columns">The columns from left to right.</param>
    public IEnumerable<IReadOnlyList<ChartText>> Lines(IEnumerable<DashboardColumn> columns)
    {
        List<DashboardColumn> kept = columns.Where(column => column.Importance == DashboardColumn.Always || !column.IsEmpty).ToList();
        int[] widths = Fit(kept);
        if (kept.Exists(column => column.Title.Length > 0))
        {
            yield return Row(kept, widths, column => new ChartText(column.Title, ChartTone.Dim));
        }

        for (int row = 0; row < kept[0].Cells.Count; row++)
        {
            int number = row;
            yield return Row(kept, widths, column => column.Cells[number], column => column.Bars![number]);
        }
    }

    private int[] Fit(List<DashboardColumn> kept)
    {
        int longestName = Math.Max(14, width / 4);
        int WidthOf(DashboardColumn column) => column.IsName ? Math.Min(column.NaturalWidth, longestName) : column.NaturalWidth;
        int Excess() => kept.Sum(WidthOf) + (Gap * (kept.Count - 1)) - width;
        while (Excess() > 0 && kept.Exists(column => column.Importance < DashboardColumn.Always))
        {
            kept.Remove(kept.MinBy(column => column.Importance)!);
        }

        int[] widths = kept.ConvertAll(WidthOf).ToArray();
        int left = -Excess();
        for (int index = 0; index < kept.Count; index++)
        {
            int change = kept[index] switch
            {
                { IsName: true } when left < 0 => Math.Max(left, LeastName - widths[index]),
                { IsName: true } => Math.Min(left, kept[index].NaturalWidth - widths[index]),
                { Bars: not null } when left > 0 => Math.Min(left, LongestBar - widths[index]),
                _ => 0,
            };
            widths[index] += change;
            left -= change;
        }

        return widths;
    }

    private List<ChartText> Row(
        List<DashboardColumn> columns, int[] widths, Func<DashboardColumn, ChartText> cellOf, Func<DashboardColumn, (decimal Part, ChartTone Tone)>? barOf = null)
    {
        var line = new List<ChartText>();
        for (int index = 0; index < columns.Count; index++)
        {
            DashboardColumn column = columns[index];
            ChartText cell;
            if (column.Bars is not null && barOf is not null)
            {
                (decimal part, ChartTone tone) = barOf(column);
                cell = new ChartText(glyphs.Bar(part, widths[index]), tone);
            }
            else
            {
                cell = cellOf(column);
            }

            string text = CellText.Cut(cell.Text, widths[index], glyphs.More);
            string padded = CellText.Pad(text, widths[index], column.IsRight);
            line.Add(cell with { Text = padded });
            if (index < columns.Count - 1)
            {
                line.Add(new ChartText(new string(' ', Gap)));
            }
        }

        return line;
    }
}
