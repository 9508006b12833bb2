namespace CostCompass.Views.Charts;

/// <summary>The meaning of a piece of a chart, for a terminal with colors. The text alone conveys the same.</summary>
public enum ChartTone
{
    /// <summary>Labels and axes.</summary>
    Plain,

    /// <summary>Unknown or expected figures.</summary>
    Dim,

    /// <summary>The balance.</summary>
    Balance,

    /// <summary>Spend.</summary>
    Spend,

    /// <summary>A top-up.</summary>
    TopUp,

    /// <summary>An imminent run-out, or an exceeded budget.</summary>
    Warning,

    /// <summary>Something that needs attention soon.</summary>
    Caution,

    /// <summary>A heading, or the most important figure.</summary>
    Strong,
}

/// <summary>A piece of a line of a chart.</summary>
/// <param name="Text">The characters.</param>
/// <param name="Tone">The meaning of the piece.</param>
public readonly record struct ChartText(string Text, ChartTone Tone = ChartTone.Plain);
