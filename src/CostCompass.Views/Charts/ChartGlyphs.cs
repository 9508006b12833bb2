namespace CostCompass.Views.Charts;

/// <summary>The characters of a chart: braille and blocks, or those of ASCII.</summary>
internal sealed record ChartGlyphs
{
    private const char FirstBraille = '\u2800';

    /// <summary>Braille has two by four dots in a cell, blocks have eight levels.</summary>
    public static ChartGlyphs Unicode { get; } = new()
    {
        DotsAcross = 2, DotsDown = 4, Bars = " \u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588", Side = '\u2502', Corner = '\u2514', Floor = '\u2500', Now = '\u253C', Unknown = '\u00B7', More = "\u2026",
    };

    /// <summary>One dot in a cell; a bar fills it or not.</summary>
    public static ChartGlyphs Ascii { get; } = new()
    {
        DotsAcross = 1, DotsDown = 1, Bars = " #", Side = '|', Corner = '+', Floor = '-', Now = '+', Unknown = '?', More = "..",
    };

    /// <summary>The dots of a cell from left to right.</summary>
    public required int DotsAcross { get; init; }

    /// <summary>The dots of a cell from top to bottom.</summary>
    public required int DotsDown { get; init; }

    /// <summary>The fillings of a cell, from none to all of it.</summary>
    public required string Bars { get; init; }

    /// <summary>The left side of a plot.</summary>
    public required char Side { get; init; }

    /// <summary>The lower left corner.</summary>
    public required char Corner { get; init; }

    /// <summary>The bottom of a plot.</summary>
    public required char Floor { get; init; }

    /// <summary>The present on the bottom.</summary>
    public required char Now { get; init; }

    /// <summary>A day of which nothing is known.</summary>
    public required char Unknown { get; init; }

    /// <summary>What stands at the end of a name that was cut.</summary>
    public required string More { get; init; }

    /// <summary>The character of a cell.</summary>
    /// <param name="dots">Its dots, row by row, one bit each.</param>
    /// <param name="layer">What the dots are of.</param>
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
