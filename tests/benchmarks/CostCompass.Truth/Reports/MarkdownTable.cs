using System.Globalization;

namespace CostCompass.Truth.Reports;

/// <summary>Writes tables in Markdown.</summary>
/// <param name="output">Where to.</param>
internal sealed class MarkdownTable(TextWriter output)
{
    /// <summary>Writes a title and the head of a table.</summary>
    public void Begin(string title, IEnumerable<string> columns)
    {
        string[] names = columns.ToArray();
        output.WriteLine();
        output.WriteLine("### " + title);
        output.WriteLine();
        Row(names);
        Row(names.Select((_, index) => index == 0 ? "---" : "---:"));
    }

    public void Row(IEnumerable<string> cells) => output.WriteLine("| " + string.Join(" | ", cells) + " |");

    /// <summary>A share in percent, with as many digits as tell something.</summary>
    public static string Percent(double share) => double.IsNaN(share)
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0##} %");

    /// <summary>A share in whole percent and a tenth.</summary>
    public static string Share(double share) => double.IsNaN(share)
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
