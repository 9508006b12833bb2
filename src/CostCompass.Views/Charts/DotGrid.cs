using System.Text;

namespace CostCompass.Views.Charts;

/// <summary>Draws lines with the dots in a grid of characters.</summary>
/// <param name="columns">The width in characters.</param>
/// <param name="rows">The height in characters.</param>
/// <param name="glyphs">The characters.</param>
internal sealed class DotGrid(int columns, int rows, ChartGlyphs glyphs)
{
    private static readonly ChartLayer[] _layers = Enum.GetValues<ChartLayer>();

    private readonly int[,,] _cells = new int[_layers.Length, rows, columns];

    /// <summary>The width in dots.</summary>
    public int Width { get; } = columns * glyphs.DotsAcross;

    /// <summary>The height in dots.</summary>
    public int Height { get; } = rows * glyphs.DotsDown;

    /// <summary>Draws the dots of one column from one height to another.</summary>
    /// <param name="layer">The layer of the line.</param>
    /// <param name="x">The column of dots.</param>
    /// <param name="from">A row of dots.</param>
    /// <param name="to">Another one.</param>
    public void Draw(ChartLayer layer, int x, int from, int to)
    {
        for (int y = Math.Min(from, to); y <= Math.Max(from, to); y++)
        {
            int dot = (y % glyphs.DotsDown * glyphs.DotsAcross) + (x % glyphs.DotsAcross);
            _cells[(int)layer, y / glyphs.DotsDown, x / glyphs.DotsAcross] |= 1 << dot;
        }
    }

    /// <summary>One row of characters.</summary>
    /// <param name="row">The row, 0 for the top.</param>
    public IEnumerable<ChartText> Row(int row)
    {
        var text = new StringBuilder();
        ChartTone tone = ChartTone.Plain;
        for (int column = 0; column < columns; column++)
        {
            ChartLayer layer = Array.Find(_layers, one => _cells[(int)one, row, column] != 0);
            char cell = glyphs.Cell(_cells[(int)layer, row, column], layer);
            ChartTone next = cell == ' ' ? tone : layer == ChartLayer.Balance ? ChartTone.Balance : ChartTone.Dim;
            if (next != tone && text.Length > 0)
            {
                yield return new ChartText(text.ToString(), tone);
                text.Clear();
            }

            tone = next;
            text.Append(cell);
        }

        yield return new ChartText(text.ToString(), tone);
    }
}
