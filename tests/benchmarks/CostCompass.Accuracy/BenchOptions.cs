using System.Globalization;

namespace CostCompass.Accuracy;

/// <summary>What the command line asks for.</summary>
/// <param name="Bench"><c>real</c>, <c>aside</c>, <c>forecast</c>, <c>histories</c>, <c>runout</c> or <c>early</c>.</param>
/// <param name="Seed">The seed of the accounts.</param>
/// <param name="Accounts">The accounts per regime, or per series of early ones.</param>
internal sealed record BenchOptions(string Bench, int Seed, int Accounts)
{
    public const string Usage = "usage: CostCompass.Accuracy real|aside|forecast|histories|runout|early [--seed 2] [--accounts 200]";

    /// <summary>Reads the arguments; null when they make no sense.</summary>
    public static BenchOptions? Read(string[] arguments)
    {
        // The constants were chosen with other seeds: the default here is one of those that were not looked at.
        var options = new BenchOptions(arguments.FirstOrDefault() ?? "", 2026, 200);
        for (int index = 1; index < arguments.Length; index += 2)
        {
            if (index + 1 >= arguments.Length || !int.TryParse(arguments[index + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int value))
            {
                return null;
            }

            switch (arguments[index])
            {
                case "--seed":
                    options = options with { Seed = value };
                    break;
                case "--accounts":
                    options = options with { Accounts = value };
                    break;
                default:
                    return null;
            }
        }

        return options.Bench is "real" or "aside" or "forecast" or "histories" or "runout" or "early" && options.Accounts > 0 ? options : null;
    }
}
