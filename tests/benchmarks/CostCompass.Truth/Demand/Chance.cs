namespace CostCompass.Truth.Demand;

/// <summary>Draws from the distributions that the simulation needs.</summary>
internal static class Chance
{
    /// <summary>A number from the standard normal distribution.</summary>
    public static double Normal(Random chance) =>
        Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());

    /// <summary>A number from the exponential distribution of mean 1.</summary>
    public static double Exponential(Random chance) => -Math.Log(1 - chance.NextDouble());

    /// <summary>A whole number from the Poisson distribution; for a large mean from the normal one that is like it.</summary>
    public static int Poisson(Random chance, double mean)
    {
        if (mean > 30)
        {
            return Math.Max(0, (int)Math.Round(mean + (Math.Sqrt(mean) * Normal(chance))));
        }

        int count = -1;
        for (double product = 1, floor = Math.Exp(-mean); product > floor; count++)
        {
            product *= chance.NextDouble();
        }

        return Math.Max(0, count);
    }
}
