namespace CostCompass.Pricing;

/// <summary>A name under which a model can be called, and from when until when it is billed as another.</summary>
/// <param name="Name">The name in the request.</param>
/// <param name="BilledAs">The model whose price applies.</param>
/// <param name="From">The first instant at which it applies.</param>
/// <param name="RetiredAt">The first instant at which the name is refused. Null while it is served.</param>
public sealed record ModelAlias(string Name, string BilledAs, DateTimeOffset From, DateTimeOffset? RetiredAt)
{
    /// <summary>The names that DeepSeek has redirected so far.</summary>
    public static IReadOnlyList<ModelAlias> Published { get; } = MakePublished();

    private static ModelAlias[] MakePublished()
    {
        var version4 = Utc(2026, 4, 24, 0, 0);
        var retirement = Utc(2026, 7, 24, 15, 59);
        // One source has 2026-09-09 16:00 for this change.
        var version41 = Utc(2026, 9, 10, 4, 0);
        return
        [
            new("deepseek-chat", "deepseek-v4-flash", version4, retirement),
            new("deepseek-reasoner", "deepseek-v4-flash", version4, retirement),
            new("deepseek-v4-flash", "deepseek-flash", version41, null),
            new("deepseek-v4-flash-vision-exp", "deepseek-v4-flash", Utc(2026, 8, 21, 0, 0), null),
            // The hours of this beta are known to the day only.
            new("deepseek-v4.1-flash-expires-on-0910", "deepseek-v4-flash", Utc(2026, 9, 8, 0, 0), version41),
        ];
    }

    private static DateTimeOffset Utc(int year, int month, int day, int hour, int minute) => new(year, month, day, hour, minute, 0, TimeSpan.Zero);
}
