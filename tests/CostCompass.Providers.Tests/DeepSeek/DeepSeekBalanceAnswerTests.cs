using System.Text;
using CostCompass.Providers.DeepSeek;
using CostCompass.Providers.Http;

namespace CostCompass.Providers.Tests.DeepSeek;

public sealed class DeepSeekBalanceAnswerTests
{
    private static readonly DateTimeOffset Now = new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void TheDocumentedAnswer_IsReadToTheLastDigit()
    {
        var balance = Assert.Single(Read(Answer(Entry("110.00", "10.00", "100.00", "CNY"))));

        Assert.Equal(new BalanceReading("team", "DeepSeek", "CNY", Now, new BalanceLevels(110m, 10m, 100m, true)), balance);
        Assert.Equal(
            new DeepSeekBalance
            {
                Account = "team",
                Currency = "CNY",
                Total = 110.00m,
                Granted = 10.00m,
                ToppedUp = 100.00m,
                IsAvailable = true,
                Status = AccountStatus.Ok,
                RetrievedAt = Now,
            },
            DeepSeekBalance.Of(balance));
    }

    [Fact]
    public void SeveralCurrencies_KeepTheirOrder_TheEmptyOneIncluded()
    {
        var balances = Read(Answer($"{Entry("0.00", "0.00", "0.00", "USD")},{Entry("7.123456789", "0", "7.123456789", "CNY")}"));

        Assert.Equal(["USD", "CNY"], balances.Select(balance => balance.Currency));
        Assert.Equal([0m, 7.123456789m], balances.Select(balance => balance.Levels.Total));
    }

    [Fact]
    public void AnEntryWithoutCurrency_IsInYuan() =>
        Assert.Equal("CNY", Assert.Single(Read(Answer(Entry("1", "0", "1", null)))).Currency);

    [Fact]
    public void AnAccountThatMayNotCall_HasStatusError()
    {
        var balance = Assert.Single(Read(Answer(Entry("0.00", "0.00", "0.00", "CNY"), "false")));

        Assert.False(balance.Levels.IsAvailable);
        Assert.Equal(AccountStatus.Error, DeepSeekBalance.Of(balance).Status);
    }

    [Fact]
    public void ACentOfRounding_IsNoContradiction() => Assert.Single(Read(Answer(Entry("1.00", "0.50", "0.51", "USD"))));

    [Fact]
    public void AMinusZero_IsZero() =>
        Assert.Equal("0", Read(Answer(Entry("-0", "0", "-0", "USD")))[0].Levels.Total.ToString(System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void FieldsThatNobodyDocumented_AreLetPass() =>
        Assert.Single(Read("""{"is_available":true,"extra":{"a":[1]},"balance_infos":[{"currency":"USD","total_balance":"1","granted_balance":"0","topped_up_balance":"1","note":null}]}"""));

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    public void AnAnswerInMoreCurrenciesThanAny_IsRefused(int currencies, bool isTaken)
    {
        IEnumerable<string> entries = Enumerable.Range(0, currencies)
            .Select(number => $$"""{"currency":"X{{(char)('A' + (number / 26))}}{{(char)('A' + (number % 26))}}","total_balance":"1","granted_balance":"0","topped_up_balance":"1"}""");
        string answer = $$"""{"is_available":true,"balance_infos":[{{string.Join(',', entries)}}]}""";

        if (isTaken)
        {
            Assert.Equal(currencies, Read(answer).Count);
        }
        else
        {
            Assert.Contains("balance_infos has more than 32 entries", Assert.Throws<CostException>(() => Read(answer)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("1.00", "-1.00", "2.00", "balance_infos[0].granted_balance is negative")]
    [InlineData("1000000000.01", "0", "1000000000.01", "balance_infos[0].total_balance is not a valid amount")]
    [InlineData("-1000000000.01", "0", "-1000000000.01", "balance_infos[0].total_balance is not a valid amount")]
    [InlineData("1e30", "0", "1e30", "balance_infos[0].total_balance is not a valid amount")]
    [InlineData("NaN", "0", "1", "balance_infos[0].total_balance is not a valid amount")]
    [InlineData("", "0", "1", "balance_infos[0].total_balance is not a valid amount")]
    [InlineData("1,00", "0", "1", "balance_infos[0].total_balance is not a valid amount")]
    [InlineData("¥1", "0", "1", "balance_infos[0].total_balance is not a valid amount")]
    [InlineData("١", "0", "1", "balance_infos[0].total_balance is not a valid amount")]
    [InlineData("1.00", "0.50", "0.52", "balance_infos[0].total_balance is not the sum")]
    public void AnAmountThatCannotBe_IsRefused_NamingTheField(string total, string granted, string toppedUp, string expected) =>
        AssertRefused(Answer(Entry(total, granted, toppedUp, "CNY")), expected);

    [Theory]
    [InlineData("", "the response is not valid JSON")]
    [InlineData("<!doctype html><title>Sign in</title>", "the response is not valid JSON")]
    [InlineData("""{"is_available":true,"balance_infos":[""", "the response is not valid JSON")]
    [InlineData("null", "the response must be an object")]
    [InlineData("[]", "the response must be an object")]
    [InlineData("{}", "balance_infos is missing")]
    [InlineData("""{"is_available":"true","balance_infos":[]}""", "is_available must be true or false")]
    [InlineData("""{"is_available":true}""", "balance_infos is missing")]
    [InlineData("""{"is_available":true,"balance_infos":{}}""", "balance_infos must be a list")]
    [InlineData("""{"is_available":true,"balance_infos":[1]}""", "balance_infos[0] must be an object")]
    [InlineData("""{"is_available":true,"balance_infos":[{"currency":"CNY","granted_balance":"0","topped_up_balance":"1"}]}""", "balance_infos[0].total_balance is missing")]
    [InlineData("""{"is_available":true,"balance_infos":[{"currency":"CNY","total_balance":true,"granted_balance":"0","topped_up_balance":"1"}]}""", "balance_infos[0].total_balance must be a number or text")]
    [InlineData("""{"is_available":true,"balance_infos":[{"currency":"CNY","total_balance":"1","granted_balance":null,"topped_up_balance":"1"}]}""", "balance_infos[0].granted_balance must be a number or text")]
    [InlineData("""{"is_available":true,"balance_infos":[{"currency":"CNY","total_balance":"1","total_balance":"2","granted_balance":"0","topped_up_balance":"1"}]}""", "balance_infos[0].total_balance occurs twice")]
    [InlineData("""{"is_available":true,"balance_infos":[{"currency":"yuan","total_balance":"1","granted_balance":"0","topped_up_balance":"1"}]}""", "balance_infos[0].currency is not a currency code")]
    [InlineData("""{"is_available":true,"balance_infos":[{"currency":null,"total_balance":"1","granted_balance":"0","topped_up_balance":"1"}]}""", "balance_infos[0].currency must be text")]
    [InlineData("""{"is_available":true,"balance_infos":[{"currency":"\ud800","total_balance":"1","granted_balance":"0","topped_up_balance":"1"}]}""", "balance_infos[0] contains text that isn't valid Unicode")]
    public void AnAnswerOfAnotherShape_IsRefused_NamingTheField(string answer, string expected) => AssertRefused(answer, expected);

    [Fact]
    public void ACurrencyInTwoEntries_IsRefused_InAnyCase() =>
        AssertRefused(Answer($"{Entry("1", "0", "1", "CNY")},{Entry("2", "0", "2", "cny")}"), "balance_infos[1].currency occurs in two entries");

    [Theory]
    [InlineData("""1""", "balance_infos[0] must be an object")]
    [InlineData("""{"currency":"\ud800","total_balance":"1"}""", "balance_infos[0] contains text that isn't valid Unicode")]
    [InlineData("""{"currency":"CNY","total_balance":"\ud800"}""", "balance_infos[0] contains text that isn't valid Unicode")]
    [InlineData("""{"currency":"CNY","total_balance":"1","total_balance":"2"}""", "balance_infos[0].total_balance occurs twice")]
    [InlineData("""{"currency":"CNY","total_balance":"9","granted_balance":"1","topped_up_balance":"1"}""", "balance_infos[0].total_balance is not the sum")]
    [InlineData("""{"currency":"CNY","granted_balance":"1","topped_up_balance":"1"}""", "balance_infos[0].total_balance is missing")]
    public void AFaultInOneEntry_NeverCostsAnother(string faulty, string expected)
    {
        var answer = DeepSeekBalanceAnswer.Read(Encoding.UTF8.GetBytes(Answer($"{faulty},{Entry("-0.02", "0", "-0.02", "USD")}")), "team", Now);

        Assert.Equal(("USD", new BalanceLevels(-0.02m, 0m, -0.02m, true)), (Assert.Single(answer.Readings).Currency, answer.Readings[0].Levels));
        Assert.Contains(expected, Assert.Single(answer.Faults).Message, StringComparison.Ordinal);
        Assert.Equal(AccountStatus.Error, answer.Status);
    }

    [Theory]
    [InlineData("curr\\ud800ency")]
    [InlineData("total_balance\\ud800")]
    public void ANameThatIsNoUnicode_IsTheNameOfNoField(string name)
    {
        BalanceReading reading = Assert.Single(Read($$"""{"is_available":true,"balance_infos":[{"{{name}}":"7","total_balance":"1","granted_balance":"0","topped_up_balance":"1"}]}"""));

        Assert.Equal(("CNY", 1m), (reading.Currency, reading.Levels.Total));
    }

    [Fact]
    public void NestingWithoutEnd_IsRefused() =>
        AssertRefused(string.Concat(Enumerable.Repeat("{\"a\":", 5000)), "the response is not valid JSON");

    private static void AssertRefused(string answer, string expected)
    {
        var failure = Assert.Throws<CostException>(() => Read(answer));

        Assert.Equal(ProviderErrorId.UnexpectedAnswer, failure.ErrorId);
        Assert.Equal(CostErrorKind.InvalidResponse, failure.Kind);
        Assert.Contains("'team'", failure.Message, StringComparison.Ordinal);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<BalanceReading> Read(string answer) => DeepSeekBalanceAnswer.Read(Encoding.UTF8.GetBytes(answer), "team", Now).Readings;

    private static string Answer(string entries, string isAvailable = "true") =>
        $$"""{"is_available": {{isAvailable}}, "balance_infos": [{{entries}}]}""";

    private static string Entry(string total, string granted, string toppedUp, string? currency) =>
        $$"""{{{(currency is null ? "" : $"\"currency\":\"{currency}\",")}}"total_balance":"{{total}}","granted_balance":"{{granted}}","topped_up_balance":"{{toppedUp}}"}""";
}
