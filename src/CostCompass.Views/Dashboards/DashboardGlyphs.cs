namespace CostCompass.Views.Dashboards;

/// <summary>The characters of a dashboard: blocks and lines, or ASCII characters. Names don't change.</summary>
internal sealed record DashboardGlyphs
{
    /// <summary>Blocks have eight fill levels.</summary>
    public static DashboardGlyphs Unicode { get; } = new()
    {
        IsAscii = false, Bars = "\u258F\u258E\u258D\u258C\u258B\u258A\u2589\u2588", Rule = '\u2500', More = "\u2026", Between = " \u00B7 ", Towards = "\u2192",
    };

    /// <summary>A cell of a bar is filled or not.</summary>
    public static DashboardGlyphs Ascii { get; } = new()
    {
        IsAscii = true, Bars = "#", Rule = '-', More = "..", Between = " | ", Towards = "->",
    };

    /// <summary>Whether these are the ASCII characters.</summary>
    public required bool IsAscii { get; init; }

    /// <summary>The fill levels of a cell in a bar, the lowest first.</summary>
    public required string Bars { get; init; }

    /// <summary>A horizontal line.</summary>
    public required char Rule { get; init; }

    /// <summary>The mark at the end of a truncated name.</summary>
    public required string More { get; init; }

    /// <summary>The separator between the parts of a short line.</summary>
    public required string Between { get; init; }

    /// <summary>The arrow from a current to an expected figure.</summary>
    public required string Towards { get; init; }

    /// <summary>The characters for a kind of dashboard.</summary>
    /// <param name="isAscii">Whether to use only ASCII characters.</param>
    public static DashboardGlyphs For(bool isAscii) => isAscii ? Ascii : Unicode;

    /// <summary>A bar. Any value above 0 is visible, however small.</summary>
    /// <param name="part">How much of it is filled, from 0 to 1. A greater value fills it too.</param>
    /// <param name="cells">The number of cells.</param>
    public string Bar(decimal part, int cells)
    {
        int filled = part <= 0m ? 0 : Math.Clamp((int)Math.Round(Math.Min(part, 1m) * cells * Bars.Length, MidpointRounding.AwayFromZero), 1, cells * Bars.Length);
        int rest = filled % Bars.Length;
        return new string(Bars[^1], filled / Bars.Length) + (rest > 0 ? Bars[rest - 1] : "");
    }
}
