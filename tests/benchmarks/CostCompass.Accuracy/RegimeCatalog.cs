namespace CostCompass.Accuracy;

/// <summary>Which regimes the constants of the method were chosen on, and which were held out.</summary>
internal static class RegimeCatalog
{
    /// <summary>The names of the real series.</summary>
    public static readonly string[] Series = ["nyc-taxi", "tweets-aapl", "tweets-amzn", "tweets-fb", "tweets-goog", "tweets-ibm", "tweets-ups"];

    /// <summary>The regimes that the goals name, and the real series.</summary>
    public static IEnumerable<(string Name, IEnumerable<Account> Accounts)> Developed(BenchOptions options) =>
        [.. Synthetic(SyntheticRegimes.Named, options), .. Real(Series, options)];

    /// <summary>Families that took part in the choice of constants but that no goal names.</summary>
    public static IEnumerable<(string Name, IEnumerable<Account> Accounts)> Supporting(BenchOptions options) =>
        Synthetic(SyntheticRegimes.Supporting, options);

    /// <summary>Families on which nothing was tuned; their figures were seen along the way.</summary>
    public static IEnumerable<(string Name, IEnumerable<Account> Accounts)> HeldOut(BenchOptions options) =>
        Synthetic(SyntheticRegimes.HeldOut, options);

    /// <summary>Families that were scored once, when the constants were settled.</summary>
    public static IEnumerable<(string Name, IEnumerable<Account> Accounts)> Unseen(BenchOptions options) =>
        Synthetic(UnseenRegimes.All, options);

    private static IEnumerable<(string Name, IEnumerable<Account> Accounts)> Synthetic(
        IReadOnlyDictionary<string, Func<RandomDraws, int, double[]>> regimes, BenchOptions options) =>
        regimes.Select(regime => (regime.Key, AccountFactory.Synthetic(regime.Key, regime.Value, options.Seed, options.Accounts)));

    private static IEnumerable<(string Name, IEnumerable<Account> Accounts)> Real(string[] series, BenchOptions options) =>
        series.Select(name => (name, AccountFactory.Real(DemandSeries.Read(name), options.Seed, options.Accounts)));
}
