namespace CostCompass.Views.Charts;

/// <summary>A line of pieces in their tones.</summary>
internal static class ChartLine
{
    /// <summary>The pieces that have room: a last safeguard, for figures that no layout can hold.</summary>
    /// <param name="line">The pieces from the left.</param>
    /// <param name="width">The cells across.</param>
    public static IReadOnlyList<ChartText> Cut(IEnumerable<ChartText> line, int width)
    {
        var pieces = new List<ChartText>();
        int room = width;
        foreach (ChartText piece in line)
        {
            ChartText kept = piece with { Text = CellText.Cut(piece.Text, room) };
            room -= CellText.Width(kept.Text);
            if (kept.Text.Length > 0)
            {
                pieces.Add(kept);
            }
        }

        return pieces;
    }
}
