namespace CostCompass.Core.Tests.Spending;

/// <summary>When a fall to nearly nothing is a change of currency. Readings are minutes after noon and a total.</summary>
public sealed class CurrencyChangeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0=100 60=99 120=0", "0=0 60=0 120=700")]
    [InlineData("0=100 60=99 120=0 121=0", "0=0 60=0 120=0 121=700")]
    [InlineData("0=100 60=99 120=99 121=0", "0=0 60=0 120=700 121=700")]
    [InlineData("0=100 60=99 120=0.5", "0=0 60=0 120=0 121=700")]
    [InlineData("0=100 60=99 120=0", "0=3 60=3 120=3 121=703")]
    [InlineData("0=100 60=99 120=0", "120=700")]
    [InlineData("0=100 60=99 120=0", "0=0 60=0 120=0 179=700")]
    public void ANearbyRiseOfAnotherCurrency_IsAChange(string balance, string other)
    {
        SpendWindow last = LastFall(balance, other);

        Assert.Equal((SpendQuality.LowerBound, 0m, 0m), (last.Quality, last.Amount, last.Low));
        Assert.True(last.High is null or >= 98m);
    }

    [Theory]
    [InlineData("0=100 60=99 120=0", "0=0 60=0 120=0 1560=700")]
    [InlineData("0=100 60=99 120=0", "0=0 60=0 120=0 181=700")]
    [InlineData("0=100 60=99 120=0", "0=300 60=300 120=1000")]
    [InlineData("0=100 60=99 120=0", "0=700 60=699 120=698")]
    [InlineData("0=100 60=99 120=20", "0=0 60=0 120=700")]
    [InlineData("0=100 60=50 120=0", "0=0 60=0 120=0 130=700")]
    [InlineData("0=100 60=99 120=-0.05", "0=0 60=0 120=700")]
    public void AnythingElse_IsSpend(string balance, string other)
    {
        SpendWindow last = LastFall(balance, other);

        Assert.Equal(SpendQuality.Clean, last.Quality);
        Assert.True(last.Amount >= 50m);
    }

    [Fact]
    public void BeforeTheRiseWasSeen_ItWasSpend() => Assert.Equal(
        (99m, SpendQuality.Clean),
        Of(Derive("0=100 60=99 120=0", "0=0 60=0 120=0 121=700", Noon.AddMinutes(120)).Last()));

    [Fact]
    public void TheRiseOfTheNewCurrency_IsNoPayment()
    {
        SpendWindow exchange = Derive("0=3 60=2.9 120=2.9 121=703", "0=100 60=99 120=0", DateTimeOffset.MaxValue).Last();
        SpendWindow payment = Derive("0=3 60=2.9 120=2.9 121=703", "0=100 60=99 120=98", DateTimeOffset.MaxValue).Last();

        Assert.Equal((SpendQuality.LowerBound, null), (exchange.Quality, exchange.SuggestedTopUp));
        Assert.NotNull(payment.SuggestedTopUp);
    }

    [Fact]
    public void AFallToBelowZeroElsewhere_IsSpend_AndTheRiseIsAPayment()
    {
        SpendWindow payment = Derive("0=3 60=2.9 120=2.9 121=703", "0=100 60=99 120=-0.05", DateTimeOffset.MaxValue).Last();

        Assert.NotNull(payment.SuggestedTopUp);
    }

    private static (decimal?, SpendQuality) Of(SpendWindow window) => (window.Amount, window.Quality);

    private static SpendWindow LastFall(string balance, string other) =>
        Derive(balance, other, DateTimeOffset.MaxValue).Last(window => window.Amount > 0m || window.Quality == SpendQuality.LowerBound);

    private static IEnumerable<SpendWindow> Derive(string balance, string other, DateTimeOffset asOf)
    {
        BalanceSnapshot[] others = [.. Read(other)];
        var context = new SeriesContext { OtherCurrencies = (_, _) => [others] };
        return SpendHistory.Derive(Read(balance), asOf, context).Select(step => step.Window);
    }

    private static IEnumerable<BalanceSnapshot> Read(string text)
    {
        BalanceSnapshot? run = null;
        foreach (string[] reading in text.Split(' ').Select(one => one.Split('=')))
        {
            DateTimeOffset at = Noon.AddMinutes(int.Parse(reading[0], null));
            BalanceLevels levels = BalanceLevels.OfTotal(decimal.Parse(reading[1], System.Globalization.CultureInfo.InvariantCulture));
            if (run is { } open && open.Levels == levels)
            {
                run = open with { LastSeen = at };
                continue;
            }

            if (run is { } ended)
            {
                yield return ended;
            }

            run = new BalanceSnapshot(at, at, levels);
        }

        yield return run!.Value;
    }
}
