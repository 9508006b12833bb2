using CostCompass.Views.Charts;

namespace CostCompass.Views.Dashboards;

/// <summary>A column of a table of the dashboard.</summary>
/// <param name="title">What stands over it.</param>
/// <param name="importance">The column with the least goes first where there is no room; one with <see cref="Always"/> stays.</param>
internal sealed class DashboardColumn(string title, int importance = DashboardColumn.Always)
{
    /// <summary>The importance of a column that stays.</summary>
    public const int Always = int.MaxValue;

    /// <summary>The least width of a column of bars.</summary>
    public const int LeastBar = 6;

    /// <summary>What stands over it.</summary>
    public string Title { get; } = title;

    /// <summary>How important it is.</summary>
    public int Importance { get; } = importance;

    /// <summary>Whether its cells stand at the right.</summary>
    public bool IsRight { get; init; }

    /// <summary>Whether its cells may be cut: a name.</summary>
    public bool IsName { get; init; }

    /// <summary>The cells.</summary>
    public IReadOnlyList<ChartText> Cells { get; init; } = [];

    /// <summary>How far the bar of each row is filled, from 0 to 1, with its tone, or null for a column of text.</summary>
    public IReadOnlyList<(decimal Part, ChartTone Tone)>? Bars { get; init; }

    /// <summary>The cells across that the text takes.</summary>
    public int NaturalWidth => Bars is not null
        ? Math.Max(LeastBar, CellText.Width(Title))
        : Cells.Select(cell => CellText.Width(cell.Text)).Append(CellText.Width(Title)).Max();

    /// <summary>Whether there is anything in it.</summary>
    public bool IsEmpty => Bars is null && Cells.All(cell => string.IsNullOrWhiteSpace(cell.Text));
}
