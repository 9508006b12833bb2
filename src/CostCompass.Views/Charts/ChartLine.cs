namespace CostCompass.Views.Charts;

/// <summary>A line of pieces with their tones.</summary>
internal static class ChartLine
{
    /// <summary>The pieces that fit: a last safeguard for figures that no layout has room for.</summary>
    /// <param name="line">The pieces from left to right.</param>
    /// <param name="width">The width in cells.</param>
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
