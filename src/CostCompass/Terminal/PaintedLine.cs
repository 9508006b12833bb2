using System.Management.Automation;
using System.Runtime.CompilerServices;
using CostCompass.Views.Charts;

namespace CostCompass.Terminal;

/// <summary>
/// Lines that have their colours on a terminal only. What goes down the pipeline, into a variable or into a file is the plain text; the
/// view of the lines, which PowerShell asks when it shows them, paints them.
/// </summary>
public static class PaintedLine
{
    // The name that the view is for.
    private const string TypeName = "CostCompass.PaintedLine";

    private static readonly ConditionalWeakTable<string, string> _painted = [];

    /// <summary>A line as a terminal shows it; the line itself when it has no colours.</summary>
    /// <param name="line">The line, as it went down the pipeline.</param>
    public static string Show(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return _painted.TryGetValue(line, out string? painted) ? painted : line;
    }

    /// <summary>A string for the pipeline, with its colours behind it.</summary>
    /// <param name="pieces">The pieces of the line.</param>
    /// <param name="paint">What paints them.</param>
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
