using CostCompass.Views.Charts;

namespace CostCompass.Views.Dashboards;

/// <summary>A column of a dashboard table.</summary>
/// <param name="title">The title of the column.</param>
/// <param name="importance">The least important column is dropped first if there isn't enough room. One with <see cref="Always"/> stays.</param>
internal sealed class DashboardColumn(string title, int importance = DashboardColumn.Always)
{
    /// <summary>The importance of a column that always stays.</summary>
    public const int Always = int.MaxValue;

    /// <summary>The minimum width of a column of bars.</summary>
    public const int LeastBar = 6;

    /// <summary>The title of the column.</summary>
    public string Title { get; } = title;

    /// <summary>The importance of the column.</summary>
    public int Importance { get; } = importance;

    /// <summary>Whether its cells are right-aligned.</summary>
    public bool IsRight { get; init; }

    /// <summary>Whether its cells can be truncated, as for a name.</summary>
    public bool IsName { get; init; }

    /// <summary>The cells.</summary>
    public IReadOnlyList<ChartText> Cells { get; init; } = [];

    /// <summary>How far the bar of each row is filled, from 0 to 1, with its tone. Null for a column of text.</summary>
    public IReadOnlyList<(decimal Part, ChartTone Tone)>? Bars { get; init; }

    /// <summary>The width of the text in cells.</summary>
    public int NaturalWidth => Bars is not null
        ? Math.Max(LeastBar, CellText.Width(Title))
        : Cells.Select(cell => CellText.Width(cell.Text)).Append(CellText.Width(Title)).Max();

    /// <summary>Whether any cell has content.</summary>
    public bool IsEmpty => Bars is null && Cells.All(cell => string.IsNullOrWhiteSpace(cell.Text));
}
