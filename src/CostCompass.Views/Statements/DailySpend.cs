namespace CostCompass.Views.Statements;

/// <summary>The cost of all accounts in one currency, by day and provider. Subscriptions aren't included.</summary>
public sealed record DailySpend
{
    private const int MostProviders = 8;
    private const string Others = "(others)";

    /// <summary>The ISO 4217 code of all amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>The days, without gaps.</summary>
    public required IReadOnlyList<DateOnly> Days { get; init; }

    /// <summary>The providers, the most expensive first. All after the eighth are one entry.</summary>
    public required IReadOnlyList<ProviderDays> Providers { get; init; }

    /// <summary>The number of account days that aren't included because they have no exchange rate.</summary>
    public required int DaysWithoutRate { get; init; }

    /// <summary>Sums accounts. Each day is converted at the rate of that day. A day without a rate is skipped and counted.</summary>
    /// <param name="accounts">The accounts.</param>
    /// <param name="converter">Converts to the requested currency.</param>
    public static DailySpend? Of(IEnumerable<StatementAccount> accounts, CurrencyConverter converter)
    {
        var sums = new Dictionary<string, ProviderSums>(StringComparer.OrdinalIgnoreCase);
        int withoutRate = 0;
        foreach (StatementAccount account in accounts)
        {
            if (!sums.TryGetValue(account.Outlook.Provider, out ProviderSums? provider))
            {
                sums[account.Outlook.Provider] = provider = new ProviderSums(account.Outlook.Provider);
            }

            foreach (DaySpend day in account.Days)
            {
                if (converter.Convert(new DatedAmount(day.Day, account.Outlook.Currency, day.Amount)) is { } amount)
                {
                    provider.Add(day, amount);
                }
                else
                {
                    withoutRate++;
                }
            }
        }

        List<DateOnly> known = sums.Values.SelectMany(provider => provider.Days.Keys).ToList();
        if (known.Count == 0)
        {
            return null;
        }

        DateOnly first = known.Min();
        List<DateOnly> days = Enumerable.Range(0, known.Max().DayNumber - first.DayNumber + 1).Select(first.AddDays).ToList();
        List<ProviderDays> providers = sums.Values
            .Where(provider => provider.Days.Count > 0)
            .Select(provider => provider.Over(days))
            .OrderByDescending(provider => provider.Total)
            .ThenBy(provider => provider.Name, StringComparer.Ordinal)
            .ToList();
        return new DailySpend { Currency = converter.Currency, Days = days, Providers = Together(providers), DaysWithoutRate = withoutRate };
    }

    private static List<ProviderDays> Together(List<ProviderDays> providers)
    {
        if (providers.Count <= MostProviders)
        {
            return providers;
        }

        List<ProviderDays> rest = providers.Skip(MostProviders - 1).ToList();
        IEnumerable<decimal?> sums = Enumerable.Range(0, rest[0].Amounts.Count).Select(
            day => rest.TrueForAll(one => one.Amounts[day] is null) ? null : rest.Sum(one => one.Amounts[day]));
        return [.. providers.Take(MostProviders - 1), new ProviderDays(Others, sums.ToList(), rest.Exists(one => one.IsApproximate))];
    }

    private sealed class ProviderSums(string name)
    {
        private bool _isApproximate;

        public Dictionary<DateOnly, decimal> Days { get; } = [];

        public void Add(DaySpend day, decimal amount)
        {
            Days[day.Day] = Days.GetValueOrDefault(day.Day) + amount;
            _isApproximate |= day.Quality != SpendQuality.Reported;
        }

        public ProviderDays Over(IEnumerable<DateOnly> days) => new(
            name,
            days.Select(day => Days.TryGetValue(day, out decimal amount) ? Amount.Round(amount) : (decimal?)null).ToList(),
            _isApproximate);
    }
}
