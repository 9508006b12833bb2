namespace CostCompass.Core.Tests.BilledCosts;

public sealed class FocusCsvWriterTests
{
    private static readonly FocusCharge _usage = new()
    {
        Account = "home",
        Provider = "DeepSeek",
        Service = "DeepSeek API",
        ServiceCategory = "AI and Machine Learning",
        Day = new DateOnly(2026, 11, 30),
        Currency = "USD",
        Amount = 1234.567890123m,
        Low = 1234m,
        High = null,
        Quality = SpendQuality.LowerBound,
    };

    private static readonly FocusCharge _subscription = _usage with
    {
        Account = "ide", Provider = "ide", Service = "ide", ServiceCategory = "Other", Amount = 20m, Low = 20m, High = 20m, Quality = SpendQuality.Reported, Months = 12,
    };

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("fr-FR")]
    [InlineData("zh-CN")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public void TheFile_KeepsTheRulesAndItsBytes_UnderEveryCulture(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            string csv = Write(_usage, _subscription, _usage with { Amount = -0.000000001m });
            Assert.Empty(FocusRules.Breaches(csv));
            Assert.Equal(
                "1234.567890123,home,home,USD,2026-12-01T00:00:00Z,2026-11-01T00:00:00Z,Usage,,Usage of DeepSeek API,Usage-Based,"
                + "2026-12-01T00:00:00Z,2026-11-30T00:00:00Z,1234.567890123,1234.567890123,,DeepSeek,1234.567890123,1,Days,DeepSeek,DeepSeek,"
                + "AI and Machine Learning,DeepSeek API,,,,true,1234,,LowerBound",
                csv.Split("\r\n")[1]);
            Assert.Equal("-0.000000001", FocusRules.Rows(csv)[2]["BilledCost"]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void ASubscription_IsARecurringPurchase()
    {
        Dictionary<string, string> row = Assert.Single(FocusRules.Rows(Write(_subscription)));
        Assert.Equal(("Purchase", "Recurring", "12", "Months", "20", "false"), (row["ChargeCategory"], row["ChargeFrequency"], row["PricingQuantity"], row["PricingUnit"], row["EffectiveCost"], row["x_IsApproximate"]));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\uFF1D1", "'\uFF1D1")]
    [InlineData("a=1, \"b\"\r\nc", "a=1, \"b\"\r\nc")]
    [InlineData("plain", "plain")]
    public void AText_IsNoFormulaToASpreadsheet(string service, string cell)
    {
        string csv = Write(_usage with { Service = service, Model = service, Provider = service });
        Dictionary<string, string> row = Assert.Single(FocusRules.Rows(csv));
        Assert.Equal((cell, cell, cell), (row["ServiceName"], row["x_Model"], row["ProviderName"]));
        Assert.Empty(FocusRules.Breaches(csv));
    }

    [Theory]
    [InlineData(",Usage,,", ",Rent,,", "ChargeCategory Rent")]
    [InlineData(",1,Days,", ",,Days,", "PricingQuantity and PricingUnit")]
    [InlineData(",USD,", ",usd,", "BillingCurrency is no code")]
    [InlineData(",2026-11-01T00:00:00Z,", ",2026-12-01T00:00:00Z,", "The charge of 2026-11-30 00:00:00Z lies outside of its billing period")]
    [InlineData(",2026-11-30T00:00:00Z,", ",2026-11-30,", "ChargePeriodStart is no instant in UTC: 2026-11-30")]
    [InlineData("PublisherName", "x_Publisher", "PublisherName is missing")]
    public void TheRules_FindABreach(string written, string broken, string breach) =>
        Assert.Contains(breach, FocusRules.Breaches(Write(_usage).Replace(written, broken, StringComparison.Ordinal)));

    private static string Write(params FocusCharge[] charges)
    {
        using var text = new StringWriter();
        var writer = new FocusCsvWriter(text);
        writer.WriteHeader();
        foreach (FocusCharge charge in charges)
        {
            writer.Write(charge);
        }

        return text.ToString();
    }
}
