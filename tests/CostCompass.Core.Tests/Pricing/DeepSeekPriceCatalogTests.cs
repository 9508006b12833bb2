namespace CostCompass.Core.Tests.Pricing;

public sealed class DeepSeekPriceCatalogTests
{
    private static readonly DeepSeekPriceCatalog Catalog = DeepSeekPriceCatalog.BuiltIn;

    [Fact]
    public void TheBuiltInTable_HoldsBothCurrenciesOfEveryRow()
    {
        Assert.Equal(42, Catalog.Prices.Count);
        Assert.Equal(21, Catalog.Prices.Count(price => price.Currency == "CNY"));
        Assert.All(Catalog.Prices, price => Assert.NotEmpty(price.Source));
    }

    [Theory]
    [InlineData("deepseek-chat", "2024-08-02T00:00:00Z", "0.14", "0.14")]
    [InlineData("deepseek-chat", "2025-02-08T16:00:00Z", "0.14", "0.27")]
    [InlineData("deepseek-chat", "2025-02-26T16:30:00Z", "0.27", "0.135")]
    [InlineData("deepseek-chat", "2025-03-01T00:30:00Z", "0.135", "0.27")]
    [InlineData("deepseek-reasoner", "2025-02-26T16:30:00Z", "0.55", "0.135")]
    [InlineData("deepseek-chat", "2025-09-05T16:00:00Z", "0.27", "0.56")]
    [InlineData("deepseek-chat", "2025-09-29T00:00:00Z", "0.56", "0.28")]
    [InlineData("deepseek-chat", "2026-04-24T00:00:00Z", "0.28", "0.14")]
    [InlineData("deepseek-v4-pro", "2026-04-26T00:00:00Z", "1.74", "0.435")]
    [InlineData("deepseek-v4-flash", "2026-08-16T16:00:00Z", "0.14", "0.22")]
    [InlineData("deepseek-v4-flash", "2026-08-17T01:00:00Z", "0.22", "0.44")]
    [InlineData("deepseek-v4-flash", "2026-09-10T04:00:00Z", "0.44", "0.15")]
    [InlineData("deepseek-v4-pro", "2026-11-16T10:00:00Z", "1.32", "0.66")]
    public void ThePriceOfCacheMisses_ChangesAtTheInstantAndNotOneTickBefore(string model, string instant, string before, string from)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;

        Assert.Equal(decimal.Parse(before, culture), Catalog.Find(model, "USD", Instants.OneTickBefore(instant)).CacheMiss);
        Assert.Equal(decimal.Parse(from, culture), Catalog.Find(model, "USD", Instants.Of(instant)).CacheMiss);
    }

    [Theory]
    [InlineData("deepseek-chat", "2026-05-01T00:00:00Z", "deepseek-v4-flash")]
    [InlineData("deepseek-reasoner", "2026-07-24T15:58:59Z", "deepseek-v4-flash")]
    [InlineData("deepseek-v4-flash", "2026-09-10T03:59:59Z", "deepseek-v4-flash")]
    [InlineData("deepseek-v4-flash", "2026-09-10T04:00:00Z", "deepseek-flash")]
    [InlineData("deepseek-v4-flash-0731", "2026-11-16T02:00:00Z", "deepseek-flash")]
    [InlineData("deepseek-v4-pro-0813", "2026-11-16T02:00:00Z", "deepseek-v4-pro")]
    [InlineData("deepseek-v4-flash-vision-exp", "2026-08-21T00:00:00Z", "deepseek-v4-flash")]
    [InlineData("deepseek-v4-flash-vision-exp", "2026-10-15T00:00:00Z", "deepseek-flash")]
    [InlineData("deepseek-v4.1-flash-expires-on-0910", "2026-09-09T00:00:00Z", "deepseek-v4-flash")]
    [InlineData(" DeepSeek-Flash ", "2026-10-15T00:00:00Z", "deepseek-flash")]
    [InlineData("deepseek-flash-1017", "2026-11-16T02:00:00Z", "deepseek-flash")]
    [InlineData("deepseek-v4-pro[1m]", "2026-11-16T02:00:00Z", "deepseek-v4-pro")]
    [InlineData("DeepSeek-V4-Pro-0813[1M] ", "2026-11-16T02:00:00Z", "deepseek-v4-pro")]
    [InlineData("deepseek-v4-flash[1m]", "2026-11-16T02:00:00Z", "deepseek-flash")]
    public void AnAlias_IsBilledAsItsModel(string name, string at, string billed) =>
        Assert.Equal(billed, Catalog.Find(name, "CNY", Instants.Of(at)).Model);

    [Theory]
    [InlineData("deepseek-chat", "2026-07-24T15:59:00Z", "'deepseek-v4-flash'")]
    [InlineData("deepseek-reasoner", "2026-11-16T00:00:00Z", "'deepseek-flash'")]
    [InlineData("deepseek-v4.1-flash-expires-on-0910", "2026-09-10T04:00:00Z", "'deepseek-flash'")]
    public void ARetiredName_IsAnErrorThatNamesTheSuccessor(string name, string at, string successor)
    {
        var failure = Assert.Throws<CostException>(() => Catalog.Find(name, "USD", Instants.Of(at)));

        Assert.Equal("ModelRetired", failure.ErrorId);
        Assert.Contains(name, failure.Message, StringComparison.Ordinal);
        Assert.Contains(successor, failure.Message, StringComparison.Ordinal);
        Assert.Contains($"Use {successor}", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpt-5")]
    [InlineData("deepseek/deepseek-v4-pro")]
    [InlineData("openrouter/deepseek-v4-pro")]
    [InlineData("deepseek-v4-pro[2m]")]
    [InlineData("[1m]")]
    [InlineData("deepseek-flash-1399")]
    [InlineData("deepseek-flash-081")]
    [InlineData("-0813")]
    [InlineData("")]
    public void AnUnknownModel_IsAnError(string name)
    {
        var failure = Assert.Throws<CostException>(() => Catalog.Find(name, "USD", Instants.Of("2026-11-16")));

        Assert.Equal(("UnknownModel", CostErrorKind.NotFound), (failure.ErrorId, failure.Kind));
    }

    [Theory]
    [InlineData("gpt-5", "Unknown model 'gpt-5'", "Check the model name")]
    [InlineData("deepseek/deepseek-v4-pro", "'deepseek/deepseek-v4-pro' is the model name of a router. The router bills the call", "specify the model name that DeepSeek uses")]
    public void AnUnknownModelAndARoutersName_AreToldApart(string name, string message, string action)
    {
        var failure = Assert.Throws<CostException>(() => Catalog.Find(name, "USD", Instants.Of("2026-11-16")));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Contains(action, failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deepseek-flash", "USD", "2026-09-10T03:59:59Z", "2026-09-10 03:59:59Z")]
    [InlineData("deepseek-chat", "USD", "2024-04-30T23:59:59Z", "2024-04-30 23:59:59Z")]
    [InlineData("deepseek-v4-flash-vision-exp", "USD", "2026-08-20T00:00:00Z", "2026-08-20 00:00:00Z")]
    [InlineData("deepseek-flash", "EUR", "2026-11-16T02:00:00Z", "EUR")]
    public void ATimeOrACurrencyWithoutAPrice_IsAnErrorThatNamesBoth(string model, string currency, string at, string named)
    {
        var failure = Assert.Throws<CostException>(() => Catalog.Find(model, currency, Instants.Of(at)));

        Assert.Equal("PriceUnknown", failure.ErrorId);
        Assert.Contains(model, failure.Message, StringComparison.Ordinal);
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ANameWithEscapeSequences_DoesNotReachTheMessage()
    {
        var failure = Assert.Throws<CostException>(() => Catalog.Find("\u001b[2Jmodel", "USD", Instants.Of("2026-11-16")));

        Assert.DoesNotContain('\u001b', failure.Message);
    }

    [Fact]
    public void Models_NamesEachOnce_WithAliasesAndRetiredNames()
    {
        Assert.Equal(Catalog.Models.Distinct(), Catalog.Models);
        Assert.Contains("deepseek-flash", Catalog.Models);
        Assert.Contains("deepseek-reasoner", Catalog.Models);
        Assert.Contains("deepseek-v4-flash-vision-exp", Catalog.Models);
    }

    [Fact]
    public void OffPeak_IsHalfOfPeakInEveryList()
    {
        var peaks = Catalog.Prices.Where(price => price.Band == PriceBand.Peak).ToList();

        Assert.Equal(6, peaks.Count);
        Assert.All(peaks, peak =>
        {
            var half = Catalog.Find(peak.Model, peak.Currency, peak.EffectiveFrom, PriceBand.OffPeak);
            Assert.Equal((peak.CacheHit / 2, peak.CacheMiss / 2, peak.Output / 2), (half.CacheHit, half.CacheMiss, half.Output));
        });
    }

    [Fact]
    public void InForce_GivesEveryBandOfTheDay() =>
        Assert.Equal(
            [PriceBand.OffPeak, PriceBand.Peak],
            Catalog.InForce("deepseek-flash", "usd", Instants.Of("2026-11-16")).Select(price => price.Band).Order());

    [Fact]
    public void EveryModel_HasAPriceInEachHourOfTheYearsItWasSold()
    {
        for (var at = Instants.Of("2024-08-02"); at < Instants.Of("2026-12-31"); at = at.AddHours(1))
        {
            var chat = at < Instants.Of("2026-07-24T15:59:00Z") ? "deepseek-chat" : "deepseek-v4-flash";
            Assert.True(Catalog.Find(chat, "USD", at).CacheMiss > 0m);
            Assert.True(Catalog.Find(chat, "CNY", at).CacheHit > 0m);
        }
    }
}
