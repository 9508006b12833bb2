namespace CostCompass.Views.Charts;

/// <summary>The characters of a chart: braille and blocks, or ASCII characters.</summary>
internal sealed record ChartGlyphs
{
    private const char FirstBraille = '\u2800';

    /// <summary>Braille has two by four dots in a cell, and blocks have eight levels.</summary>
    public static ChartGlyphs Unicode { get; } = new()
    {
        DotsAcross = 2, DotsDown = 4, Bars = " \u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588", Side = '\u2502', Corner = '\u2514', Floor = '\u2500', Now = '\u253C', Unknown = '\u00B7', More = "\u2026",
    };

    /// <summary>One dot in a cell, and a bar that fills it or not.</summary>
    public static ChartGlyphs Ascii { get; } = new()
    {
        DotsAcross = 1, DotsDown = 1, Bars = " #", Side = '|', Corner = '+', Floor = '-', Now = '+', Unknown = '?', More = "..",
    };

    /// <summary>The number of dots in a cell from left to right.</summary>
    public required int DotsAcross { get; init; }

    /// <summary>The number of dots in a cell from top to bottom.</summary>
    public required int DotsDown { get; init; }

    /// <summary>The fill levels of a cell, from empty to full.</summary>
    public required string Bars { get; init; }

    /// <summary>The left side of a plot.</summary>
    public required char Side { get; init; }

    /// <summary>The lower left corner.</summary>
    public required char Corner { get; init; }

    /// <summary>The bottom of a plot.</summary>
    public required char Floor { get; init; }

    /// <summary>The mark of the current time on the bottom.</summary>
    public required char Now { get; init; }

    /// <summary>A day without data.</summary>
    public required char Unknown { get; init; }

    /// <summary>The mark at the end of a truncated name.</summary>
    public required string More { get; init; }

    /// <summary>The character for a cell.</summary>
    /// <param name="dots">Its dots, row by row, one bit each.</param>
    /// <param name="layer">The layer of the dots.</param>
    public char Cell(int dots, ChartLayer layer)
    {
        if (dots == 0)
        {
            return ' ';
        }

        if (DotsAcross == 1)
        {
            return layer switch { ChartLayer.Balance => '*', ChartLayer.Forecast => 'o', _ => '.' };
        }

        // Braille numbers the dots down the left column, then down the right one; the last row was added later.
        ReadOnlySpan<int> bits = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80];
        int braille = 0;
        for (int dot = 0; dot < bits.Length; dot++)
        {
            braille |= (dots & (1 << dot)) != 0 ? bits[dot] : 0;
        }

        return (char)(FirstBraille + braille);
    }
}
