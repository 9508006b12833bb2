namespace CostCompass.Views.Charts;

/// <summary>What a piece of a chart is, for a terminal that has colours. The text alone says the same.</summary>
public enum ChartTone
{
    /// <summary>Labels and axes.</summary>
    Plain,

    /// <summary>What is unknown but expected.</summary>
    Dim,

    /// <summary>The balance.</summary>
    Balance,

    /// <summary>What was spent.</summary>
    Spend,

    /// <summary>A top-up.</summary>
    TopUp,

    /// <summary>A run-out that is near, a budget that is exceeded.</summary>
    Warning,

    /// <summary>What asks for a look before long.</summary>
    Caution,

    /// <summary>A heading, or the figure that matters most.</summary>
    Strong,
}

/// <summary>A piece of a line of a chart.</summary>
/// <param name="Text">The characters.</param>
/// <param name="Tone">What they are.</param>
public readonly record struct ChartText(string Text, ChartTone Tone = ChartTone.Plain);
