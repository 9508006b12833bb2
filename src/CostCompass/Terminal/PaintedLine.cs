using System.Management.Automation;
using System.Runtime.CompilerServices;
using CostCompass.Views.Charts;

namespace CostCompass.Terminal;

/// <summary>
/// Lines that are colored only on a terminal. The pipeline, variables and files contain plain text. The view of the lines, which
/// PowerShell uses to display them, adds the colors.
/// </summary>
public static class PaintedLine
{
    // The type name of the view.
    private const string TypeName = "CostCompass.PaintedLine";

    private static readonly ConditionalWeakTable<string, string> _painted = [];

    /// <summary>A line with its colors for a terminal, or the line itself if it has none.</summary>
    /// <param name="line">The line from the pipeline.</param>
    public static string Show(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return _painted.TryGetValue(line, out string? painted) ? painted : line;
    }

    /// <summary>A string for the pipeline, with its colors attached.</summary>
    /// <param name="pieces">The pieces of the line.</param>
    /// <param name="paint">Adds the colors.</param>
    internal static PSObject Of(IReadOnlyList<ChartText> pieces, TerminalPaint paint)
    {
        string plain = TerminalPaint.Plain.Paint(pieces);
        string painted = paint.Paint(pieces);
        var line = new PSObject(plain);
        if (painted != plain)
        {
            _painted.AddOrUpdate(plain, painted);
            line.TypeNames.Insert(0, TypeName);
        }

        return line;
    }
}
