using static CostCompass.Storage.Tests.Files.ExportSample;

namespace CostCompass.Storage.Tests.Files;

public sealed class UsageExportReaderTests
{
    private const string LocalDay = "u,2026-08-17T00:00:00+08:00,2026-08-18T00:00:00+08:00";

    [Fact]
    public void ARowOfAmounts_WithLocalInstants_IsReadToTheLastDigit()
    {
        UsageExport export = ReadCsv(
            "amount-2026-8.csv", AmountSpanHeader, LocalDay + ",deepseek-v4-flash,dsh,sk-***32f6,input_cache_miss_tokens,0.0000015,10787");

        Assert.Equal(
            [new ExportedAmount(Span("2026-08-16T16:00:00Z", "2026-08-17T16:00:00Z"), "deepseek-v4-flash", "input_cache_miss_tokens", 0.0000015m, 10787m)],
            export.Amounts);
        Assert.Equal(1, export.Rows);
        Assert.Empty(export.Costs);
    }

    [Fact]
    public void ARequestCount_HasNoPrice()
    {
        UsageExport export = ReadCsv(
            "amount.csv", AmountSpanHeader, "u,2026-08-21T00:00:00+08:00,2026-08-22T00:00:00+08:00,deepseek-v4-flash,canvas,sk-918f***3f8,request_count,,3545");

        Assert.Equal((0m, 3545m), (export.Amounts[0].Price, export.Amounts[0].Amount));
    }

    [Theory]
    [InlineData("Paid", "93.8802776000000000", "Paid", "93.8802776")]
    [InlineData("granted", "1.44712352", "Granted", "1.44712352")]
    [InlineData("PAID", "-0.0000000000000001", "Paid", "0.0000000000000001")]
    [InlineData("Voucher", "-12.5", "Voucher", "12.5")]
    public void ACost_IsKeptExactly_AndTakenAbsolute(string wallet, string cost, string keptWallet, string keptCost)
    {
        UsageExport export = ReadCsv("cost-2026-8.csv", CostSpanHeader, $"{LocalDay},deepseek-v4-flash,{wallet},{cost},cny");

        ExportedCost row = Assert.Single(export.Costs);
        Assert.Equal((keptWallet, "CNY"), (row.Wallet, row.Currency));
        Assert.Equal(keptCost, row.Cost.ToString("0.################", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("20260725")]
    [InlineData("2026-07-25")]
    public void AUtcDate_IsADayOfUtc_AndQuotedNamesMayHaveCommas(string date)
    {
        UsageExport export = ReadCsv("amount-2026-7.csv", AmountHeader, $"a,{date},deepseek-v4-pro,\"Team, Primary\",sk-masked,input_cache_hit_tokens,0.000000025,1000");

        Assert.Equal([new ExportedAmount(Day("2026-07-25"), "deepseek-v4-pro", "input_cache_hit_tokens", 0.000000025m, 1000m)], export.Amounts);
    }

    [Fact]
    public void Columns_AreFoundByName_InAnyOrder_WithoutTheUser()
    {
        UsageExport export = ReadCsv("x.csv", "amount,price,type,model,utc_date,region", "7,0.000004,output_tokens,deepseek-flash,20261101,eu");

        Assert.Equal([new ExportedAmount(Day("2026-11-01"), "deepseek-flash", "output_tokens", 0.000004m, 7m)], export.Amounts);
    }

    [Fact]
    public void ADayOnWhichTheClockChanges_Has25Hours()
    {
        UsageExport export = ReadCsv("cost.csv", CostSpanHeader, "u,2026-10-25T00:00:00+03:00,2026-10-26T00:00:00+02:00,deepseek-flash,Paid,1,USD");

        Assert.Equal(Span("2026-10-24T21:00:00Z", "2026-10-25T22:00:00Z"), export.Costs[0].Interval);
        Assert.Equal(25, export.Costs[0].Interval.Duration.TotalHours);
    }

    [Fact]
    public void RowsOfSeveralKeys_AreAddedUp_AndPeakAndOffPeakStayApart()
    {
        const string row = "a,20261102,deepseek-flash,";
        UsageExport export = ReadCsv(
            "amount.csv", AmountHeader,
            row + "one,sk-one,output_tokens,0.0000006,100", row + "two,sk-two,output_tokens,0.00000060,50", row + "one,sk-one,output_tokens,0.0000012,7");

        Assert.Equal(3, export.Rows);
        Assert.Equal([(0.0000006m, 150m), (0.0000012m, 7m)], export.Amounts.Select(one => (one.Price, one.Amount)));
    }

    [Fact]
    public void AnUnknownType_IsKept()
    {
        UsageExport export = ReadCsv("amount.csv", AmountHeader, "a,20261102,deepseek-flash,one,sk-one,Web_Search_Calls,0.00075,3.5");

        Assert.Equal(("web_search_calls", 0.00075m, 3.5m), (export.Amounts[0].Type, export.Amounts[0].Price, export.Amounts[0].Amount));
    }

    [Theory]
    [InlineData("\"=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(1)")]
    public void AFormulaForAModel_IsRefused(string model)
    {
        CostException failure = Assert.Throws<CostException>(() => ReadCsv("cost.csv", CostHeader, $"a,20261102,{model},Paid,1,USD"));

        Assert.Contains("must be a plain name", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("usage_data_2026_5/")]
    [InlineData("a\\b\\")]
    public void AnArchive_IsReadFromAnySubfolder(string folder)
    {
        byte[] archive = Zip(
            (folder + "amount-2026-5.csv", Lines(AmountHeader, "a,20260503,deepseek-flash,k,sk-k,output_tokens,0.00000028,1000000")),
            (folder + "cost-2026-5.csv", Lines(CostHeader, "a,20260503,deepseek-flash,Paid,0.28,USD")),
            ("readme.txt", "nothing"), ("__MACOSX/._amount-2026-5.csv", "\0\0"));

        UsageExport export = Read("/any/usage_data_2026_5.zip", archive);

        Assert.Equal(1_000_000m, Assert.Single(export.Amounts).Amount);
        Assert.Equal(0.28m, Assert.Single(export.Costs).Cost);
        Assert.Equal(Span("2026-05-01T00:00:00Z", "2026-05-04T00:00:00Z"), export.CostCoverage);
    }

    [Theory]
    [InlineData("usage_data_2026-07-31_2026-08-29.zip", "2026-07-30T16:00:00Z")]
    [InlineData("usage_data_2026-07-31_2026-08-29 (1).zip", "2026-07-30T16:00:00Z")]
    [InlineData("renamed.zip", "2026-08-16T16:00:00Z")]
    public void ARangeOfLocalDays_BeginsWhereTheNameSays(string name, string from)
    {
        UsageExport export = Read(name, Zip(("cost-1.csv", Lines(CostSpanHeader, LocalDay + ",deepseek-v4-flash,Paid,1,CNY"))));

        Assert.Equal(Span(from, "2026-08-17T16:00:00Z"), export.CostCoverage);
        Assert.Null(export.AmountCoverage);
    }

    [Fact]
    public void TheSameDayInTwoMembers_CountsOnce_AndADifferentOneIsRefused()
    {
        string told = Lines(CostHeader, "a,20261102,deepseek-flash,Paid,1,USD");
        string other = Lines(CostHeader, "a,20261102,deepseek-flash,Paid,2,USD");

        Assert.Equal(1m, Assert.Single(Read("x.zip", Zip(("a/cost-1.csv", told), ("b/cost-1.csv", told))).Costs).Cost);
        CostException failure = Assert.Throws<CostException>(() => Read("x.zip", Zip(("a/cost-1.csv", told), ("b/cost-1.csv", other))));
        Assert.Equal("ExportContradictory", failure.ErrorId);
    }

    [Theory]
    [InlineData("20261301,m,k,sk-k,output_tokens,1,1")]
    [InlineData("20261101,,k,sk-k,output_tokens,1,1")]
    [InlineData("20261101,m,k,sk-k,output_tokens,-1,1")]
    [InlineData("20261101,m,k,sk-k,output_tokens,1,-1")]
    [InlineData("20261101,m,k,sk-k,output_tokens,1,1.5")]
    [InlineData("20261101,m,k,sk-k,output_tokens,=1+1,1")]
    [InlineData("20261101,m,k,sk-k,output_tokens,1,")]
    [InlineData("20261101,m,k,sk-k,output_tokens,0.12345678901234567890123456789,1")]
    [InlineData("20261101,m,Team,Primary,sk-k,output_tokens,1,1")]
    [InlineData("20261101,sk-made-up-key,k,x,output_tokens,1,1")]
    [InlineData("20261101,m,k,x,sk-made-up-key,1,1")]
    [InlineData("20261101,m,k,x,output_tokens,sk-made-up-key,1")]
    public void ARowThatCannotBeMeant_IsRefusedWithItsLine_AndNoCellIsShown(string cells)
    {
        CostException failure = Assert.Throws<CostException>(() => ReadCsv("amount.csv", AmountHeader, "u,20261101,m,k,sk-k,output_tokens,1,1", "u," + cells));

        Assert.Equal("ExportRowInvalid", failure.ErrorId);
        Assert.Contains("Line 3 of 'amount.csv'", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("u,2026-08-17T00:00:00,2026-08-18T00:00:00")]
    [InlineData("u,2026-08-18T00:00:00+08:00,2026-08-18T00:00:00+08:00")]
    [InlineData("u,2026-08-18T00:00:00+08:00,2026-08-17T00:00:00+08:00")]
    public void AnInstantWithoutOffset_OrAnEndThatIsNotLater_IsRefused(string day)
    {
        CostException failure = Assert.Throws<CostException>(() => ReadCsv("cost.csv", CostSpanHeader, day + ",m,Paid,1,USD"));
        Assert.Equal("ExportRowInvalid", failure.ErrorId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sk-made-up-key,other")]
    [InlineData("utc_date,model,type,price")]
    [InlineData("model,type,price,amount")]
    [InlineData("start_time_iso,model,type,price,amount")]
    [InlineData("utc_date,model,cost,currency")]
    [InlineData("utc_date,model,model,type,price,amount")]
    public void AFileWithoutTheColumns_IsRefused(string header)
    {
        CostException failure = Assert.Throws<CostException>(() => ReadCsv("amount.csv", header));
        Assert.Equal("ExportHeaderInvalid", failure.ErrorId);
        Assert.DoesNotContain("sk-", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ACellWithoutEnd_IsRefused_WithoutTheRecordInTheError()
    {
        string endless = "u,20261101,m,\"sk-made-up-key" + new string('x', 100_000);

        CostException failure = Assert.Throws<CostException>(() => ReadCsv("amount.csv", AmountHeader, endless));

        Assert.Equal("ExportRowInvalid", failure.ErrorId);
        Assert.DoesNotContain("sk-", failure.ToString(), StringComparison.Ordinal);
    }
}
