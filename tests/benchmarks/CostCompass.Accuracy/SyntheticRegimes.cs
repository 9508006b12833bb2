namespace CostCompass.Accuracy;

/// <summary>Families of made-up accounts. Each account draws its own parameters.</summary>
internal static class SyntheticRegimes
{
    /// <summary>The regimes that the goals name.</summary>
    public static IReadOnlyDictionary<string, Func<RandomDraws, int, double[]>> Named { get; } =
        new Dictionary<string, Func<RandomDraws, int, double[]>>
        {
            ["flat"] = Flat,
            ["weekly"] = Weekly,
            ["bursty"] = Bursty,
            ["level shift"] = LevelShift,
            ["trend"] = Trend,
            ["random walk"] = RandomWalk,
        };

    /// <summary>Regimes that took part in the choice of constants beside the named ones.</summary>
    public static IReadOnlyDictionary<string, Func<RandomDraws, int, double[]>> Supporting { get; } =
        new Dictionary<string, Func<RandomDraws, int, double[]>>
        {
            ["autocorrelated"] = Autocorrelated,
            ["additive walk"] = AdditiveWalk,
        };

    /// <summary>Regimes of other shapes, on which nothing was tuned.</summary>
    public static IReadOnlyDictionary<string, Func<RandomDraws, int, double[]>> HeldOut { get; } =
        new Dictionary<string, Func<RandomDraws, int, double[]>>
        {
            ["two levels"] = TwoLevels,
            ["growth to a plateau"] = Plateau,
            ["weekly with bursts"] = WeeklyBursts,
            ["seasons"] = Seasons,
        };

    /// <summary>The days of an account, one after another.</summary>
    public static double[] Fill(int length, Func<int, double> day)
    {
        var days = new double[length];
        for (int index = 0; index < length; index++)
        {
            days[index] = day(index);
        }

        return days;
    }

    private static double[] Flat(RandomDraws draws, int length)
    {
        double variation = draws.Between(0.1, 0.6);
        return Fill(length, _ => draws.Noise(variation));
    }

    private static double[] Weekly(RandomDraws draws, int length)
    {
        double variation = draws.Between(0.1, 0.5);
        double weekend = draws.Between(0.05, 0.6);
        double[] week = Fill(7, day => (day >= 5 ? weekend : 1d) * draws.Noise(0.12));
        return Fill(length, day => week[day % 7] * draws.Noise(variation));
    }

    private static double[] Bursty(RandomDraws draws, int length)
    {
        double active = draws.Between(0.15, 0.6);
        double variation = draws.Between(0.5, 1.6);
        return Fill(length, _ => draws.Uniform() < active ? draws.Noise(variation) / active : 0d);
    }

    private static double[] LevelShift(RandomDraws draws, int length)
    {
        double variation = draws.Between(0.15, 0.5);
        double hazard = 1d / draws.Between(60d, 150d);
        double level = 1d;
        return Fill(length, _ =>
        {
            if (draws.Uniform() < hazard)
            {
                level = Math.Clamp(level * Math.Exp(0.7 * draws.Normal()), 0.1, 10d);
            }

            return level * draws.Noise(variation);
        });
    }

    private static double[] Trend(RandomDraws draws, int length)
    {
        double variation = draws.Between(0.1, 0.4);
        double ratio = Math.Exp(draws.Between(-1.2, 1.6));
        bool isLinear = draws.Uniform() < 0.5;
        return Fill(length, day =>
        {
            double way = (double)day / length;
            return (isLinear ? 1d + ((ratio - 1d) * way) : Math.Pow(ratio, way)) * draws.Noise(variation);
        });
    }

    private static double[] RandomWalk(RandomDraws draws, int length)
    {
        double step = draws.Between(0.02, 0.07);
        double variation = draws.Between(0.1, 0.4);
        double level = 1d;
        return Fill(length, _ =>
        {
            level *= Math.Exp((step * draws.Normal()) - (step * step / 2d));
            return level * draws.Noise(variation);
        });
    }

    private static double[] TwoLevels(RandomDraws draws, int length)
    {
        double low = draws.Between(0.1, 0.6);
        double hazard = 1d / draws.Between(15d, 60d);
        bool isHigh = draws.Uniform() < 0.5;
        double variation = draws.Between(0.15, 0.5);
        return Fill(length, _ =>
        {
            isHigh ^= draws.Uniform() < hazard;
            return (isHigh ? 1d : low) * draws.Noise(variation);
        });
    }

    private static double[] Autocorrelated(RandomDraws draws, int length)
    {
        double memory = draws.Between(0.4, 0.92);
        double spread = draws.Between(0.2, 0.6);
        double state = spread * draws.Normal();
        return Fill(length, _ =>
        {
            state = (memory * state) + (spread * Math.Sqrt(1d - (memory * memory)) * draws.Normal());
            return Math.Exp(state - (spread * spread / 2d));
        });
    }

    private static double[] Plateau(RandomDraws draws, int length)
    {
        double start = draws.Between(0.05, 0.4);
        double pace = draws.Between(15d, 60d);
        double variation = draws.Between(0.1, 0.5);
        return Fill(length, day => (1d - ((1d - start) * Math.Exp(-day / pace))) * draws.Noise(variation));
    }

    private static double[] AdditiveWalk(RandomDraws draws, int length)
    {
        double step = draws.Between(0.01, 0.05);
        double noise = draws.Between(0.1, 0.4);
        double level = 1d;
        return Fill(length, _ =>
        {
            level = Math.Abs(level + (step * draws.Normal()));
            return Math.Max(0d, level + (noise * draws.Normal()));
        });
    }

    private static double[] WeeklyBursts(RandomDraws draws, int length)
    {
        double weekend = draws.Between(0d, 0.5);
        double active = draws.Between(0.4, 0.9);
        double variation = draws.Between(0.4, 1.2);
        return Fill(length, day => draws.Uniform() < active ? (day % 7 >= 5 ? weekend : 1d) * draws.Noise(variation) : 0d);
    }

    private static double[] Seasons(RandomDraws draws, int length)
    {
        double height = draws.Between(0.2, 0.7);
        double period = draws.Between(60d, 200d);
        double phase = draws.Between(0d, 2d * Math.PI);
        double variation = draws.Between(0.1, 0.4);
        return Fill(length, day => (1d + (height * Math.Sin((2d * Math.PI * day / period) + phase))) * draws.Noise(variation));
    }
}
