using System.Globalization;

namespace CostCompass.Truth.Demand;

/// <summary>Demand that people really had: hourly series that are kept beside the tests.</summary>
internal static class RealDemand
{
    private static readonly string[] Development = ["tweets-aapl", "tweets-amzn", "tweets-fb"];

    public static IReadOnlyList<DemandRegime> Regimes { get; } = Directory
        .GetFiles(Path.Combine(AppContext.BaseDirectory, "demand"), "*.csv")
        .Order(StringComparer.Ordinal)
        .Select(Read)
        .ToArray();

    private static DemandRegime Read(string path)
    {
        double[] values = File.ReadLines(path)
            .Skip(1)
            .Select(line => double.Parse(line.AsSpan(line.IndexOf(',', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture))
            .ToArray();
        string name = Path.GetFileNameWithoutExtension(path);

        // The longest series holds several histories: another seed looks at another part of it, from a midnight on.
        int starts = Math.Max(1, ((values.Length - DemandRegime.Length) / 24) + 1);
        return new DemandRegime(
            name,
            true,
            Development.Contains(name, StringComparer.Ordinal),
            seed => DemandRegime.Normalize(values.Skip(seed * 31 % starts * 24).Take(DemandRegime.Length).ToArray()));
    }
}
