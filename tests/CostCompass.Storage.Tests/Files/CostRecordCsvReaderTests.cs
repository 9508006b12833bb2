using CostCompass.Storage.Files;

namespace CostCompass.Storage.Tests.Files;

public sealed class CostRecordCsvReaderTests
{
    private static readonly DateTimeOffset First = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("ProviderName")]
    [InlineData("ServiceProviderName")]
    public void Focus_IsReadByTheNamesOfItsColumns_AmongOthers(string provider)
    {
        CostRecordRow row = Assert.Single(Read(
            $"BilledCost,Tags,{provider},x_Model,ServiceName,ChargePeriodEnd,ChargePeriodStart,BillingCurrency",
            "1.5E-12,\"{\"\"a\"\": 1}\",\"Hetzner, Cloud\",large,Compute,2026-12-01T00:00:00Z,2026-11-01T01:00:00+01:00,eur"));

        Assert.Equal("hetzner--cloud", row.Account);
        Assert.Equal("Hetzner, Cloud", row.Provider);
        Assert.Equal(new ReportedCost(First, First.AddMonths(1), "EUR", 0.0000000000015m, "Compute", "large"), row.Cost);
    }

    [Fact]
    public void GooglesExport_IsOfGoogle_AndARowCountsToItsDayInUtc()
    {
        CostRecordRow row = Assert.Single(Read("service.description,usage_start_time,cost,currency", "Gemini API,2026-11-01 23:00:00 UTC,0.25,USD"));

        Assert.Equal(("google", "Google"), (row.Account, row.Provider));
        Assert.Equal(new ReportedCost(First, First.AddDays(1), "USD", 0.25m, "Gemini API"), row.Cost);
    }

    [Fact]
    public void PlainColumns_NeedNoService_AndMayBeCredits()
    {
        CostRecordRow row = Assert.Single(Read("date,provider,amount,currency", "2026-11-01,Mistral,-3.10,USD", ""));

        Assert.Equal(new CostRecordRow("mistral", "Mistral", new ReportedCost(First, First.AddDays(1), "USD", -3.10m, "")), row);
    }

    [Theory]
    [InlineData("date,provider,amount,currency,Account", "2026-11-01,Mistral,1,USD,Team-A", "Team-A")]
    [InlineData("date,provider,amount,currency,account", "2026-11-01,Mistral,1,USD,", "mistral")]
    [InlineData("usage_start_time,cost,currency,account", "2026-11-01,1,USD,lab", "lab")]
    public void ARow_CanNameItsAccount(string header, string row, string account) => Assert.Equal(account, Assert.Single(Read(header, row)).Account);

    [Fact]
    public void AnAccountThatIsNoName_IsNamedByItsLine() => Assert.StartsWith(
        "Line 2 of 'file': the account 'no name' is not a valid account name",
        Assert.Throws<CostException>(() => Read("date,provider,amount,currency,account", "2026-11-01,Mistral,1,USD,no name")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void WhatCostCompassWrote_BringsBackAccountQualityAndBounds()
    {
        const string Header = "BilledCost,BillingAccountName,BillingCurrency,ChargeCategory,ChargePeriodEnd,ChargePeriodStart,PricingQuantity,ProviderName,ServiceName,x_High,x_Low,x_Quality";
        const string Least = "3,home,USD,Usage,2026-11-02,2026-11-01,1,DeepSeek,DeepSeek API,,2.5,LowerBound";
        const string Charge = "20,an editor,USD,Purchase,2026-11-02,2026-11-01,12,an editor,an editor,20,20,Reported";

        List<CostRecordRow> rows = Read(Header, Least, Charge);
        using var given = new CostRecordCsvReader(new StringReader($"{Header}\n{Least}\n{Charge}"), "file", "lab");

        Assert.Equal(("home", 2.5m, null, SpendQuality.LowerBound, null), (rows[0].Account, rows[0].Cost.Low, rows[0].Cost.High, rows[0].Cost.Quality, rows[0].Months));
        Assert.Equal(("an editor", 20m, SpendQuality.Reported, 12), (rows[1].Account, rows[1].Cost.High, rows[1].Cost.Quality, rows[1].Months));
        Assert.Equal([("lab", null), ("lab", null)], given.ReadRows().Select(row => (row.Account, row.Months)));
        Assert.Throws<CostException>(() => Read(Header, Least.Replace("LowerBound", "7", StringComparison.Ordinal)));
        Assert.Throws<CostException>(() => Read(Header, Charge.Replace(",12,", ",0,", StringComparison.Ordinal)));
    }

    [Fact]
    public void AGivenAccountAndProvider_StandInForTheColumn()
    {
        using var reader = new CostRecordCsvReader(new StringReader("date,amount,currency\n2026-11-01,1,USD"), "file", "lab", "Mistral");
        CostRecordRow row = Assert.Single(reader.ReadRows());

        Assert.Equal(("lab", "Mistral"), (row.Account, row.Provider));
    }

    [Theory]
    [InlineData("ChargePeriodStart,ChargePeriodEnd,BillingCurrency,ProviderName", "BilledCost")]
    [InlineData("ChargePeriodStart,ChargePeriodEnd,BilledCost,BillingCurrency", "ProviderName")]
    [InlineData("usage_start_time,cost", "currency")]
    [InlineData("date,provider,currency", "amount")]
    [InlineData("date,amount,currency", "provider")]
    public void AMissingColumn_IsNamed(string header, string missing)
    {
        CostException failure = Assert.Throws<CostException>(() => Read(header, "x"));

        Assert.Equal("ImportHeaderInvalid", failure.ErrorId);
        Assert.Contains($"doesn't contain the column '{missing}'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-01,A,1,USD", "2026-13-01,A,1,USD", "the date '2026-13-01'")]
    [InlineData("2026-11-01,A,1,USD", "0001-01-01,A,1,USD", "the date '0001-01-01'")]
    [InlineData("2026-11-01,A,1,USD", "1999-12-31,A,1,USD", "the date '1999-12-31'")]
    [InlineData("2026-11-01,A,1,USD", "2101-01-01,A,1,USD", "the date '2101-01-01'")]
    [InlineData("2026-11-01,A,1,USD", "2026-11-01,A,\"1,5\",USD", "the amount '1,5'")]
    [InlineData("2026-11-01,A,1,USD", "2026-11-01,A,,USD", "the amount ''")]
    [InlineData("2026-11-01,A,1,USD", "2026-11-01,A,2000000000,USD", "the amount '2000000000'")]
    [InlineData("2026-11-01,A,1,USD", "2026-11-01,A,1,$", "the currency '$'")]
    [InlineData("2026-11-01,A,1,USD", "2026-11-01,,1,USD", "the provider ''")]
    [InlineData("2026-11-01,A,1,USD", "2026-11-01,sk-made-up-0001,1,USD", "the provider '(a key, not shown)'")]
    public void ARowThatCannotBeMeant_IsNamedByItsLine(string good, string bad, string part)
    {
        CostException failure = Assert.Throws<CostException>(() => Read("date,provider,amount,currency", good, bad));

        Assert.Equal("ImportRowInvalid", failure.ErrorId);
        Assert.StartsWith($"Line 3 of 'file': {part}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AChargePeriodOfMoreThanTenYears_IsRefused()
    {
        const string Header = "ChargePeriodStart,ChargePeriodEnd,BilledCost,BillingCurrency,ProviderName";

        CostException failure = Assert.Throws<CostException>(() => Read(Header, "2000-01-01,2100-01-01,1,USD,A"));

        Assert.Contains("the ChargePeriodEnd '2100-01-01' must be at most ten years later than the start", failure.Message, StringComparison.Ordinal);
        Assert.Single(Read(Header, "2026-01-01,2029-01-01,1,USD,A"));
    }

    [Fact]
    public void AChargePeriodThatEndsBeforeItBegins_IsRefused()
    {
        CostException failure = Assert.Throws<CostException>(() => Read(
            "ChargePeriodStart,ChargePeriodEnd,BilledCost,BillingCurrency,ProviderName", "2026-11-02,2026-11-02,1,USD,A"));

        Assert.Contains("the ChargePeriodEnd '2026-11-02' must be later than the start", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x_Low", "9", "")]
    [InlineData("x_High", "", "0.5")]
    public void BoundsThatDoNotHoldTheCost_AreRefused(string column, string low, string high)
    {
        CostException failure = Assert.Throws<CostException>(() => Read(
            "ChargePeriodStart,ChargePeriodEnd,BilledCost,BillingCurrency,ProviderName,x_Quality,x_Low,x_High",
            $"2026-11-02T00:00:00Z,2026-11-03T00:00:00Z,1,USD,A,LowerBound,{low},{high}"));

        Assert.Equal("ImportRowInvalid", failure.ErrorId);
        Assert.Contains(column, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ACellThatDoesNotEnd_IsRefusedAtItsLine_BeforeTheRestIsRead()
    {
        const string Header = "account,currency,first_seen,total";
        string endless = "\"" + new string('x', 70_000);
        using var snapshots = new SnapshotCsvReader(new StringReader($"{Header}\nteam,USD,2026-11-01T00:00:00Z,1\n{endless}"), "long.csv");

        CostException failure = Assert.Throws<CostException>(() => snapshots.ReadRows().ToList());
        CostException record = Assert.Throws<CostException>(() => Read("date,provider,amount,currency", endless));

        Assert.Equal(("ImportRowInvalid", "ImportRowInvalid"), (failure.ErrorId, record.ErrorId));
        Assert.Contains("Line 3 of 'long.csv'", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("xxx", failure.Message, StringComparison.Ordinal);
    }

    private static List<CostRecordRow> Read(params string[] lines)
    {
        using var reader = new CostRecordCsvReader(new StringReader(string.Join('\n', lines)), "file");
        return [.. reader.ReadRows()];
    }
}
