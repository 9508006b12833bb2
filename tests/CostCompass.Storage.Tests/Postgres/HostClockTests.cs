using CostCompass.Storage.Postgres;
using CostCompass.Storage.Sql;
using CostCompass.Storage.Tests.Contract;
using static CostCompass.Storage.Tests.Contract.StoreUnderTest;

namespace CostCompass.Storage.Tests.Postgres;

/// <summary>Hosts of a team whose clocks differ: a reservation ends by the clock of the server, and no more is promised than there is.</summary>
[NeedsServer]
public sealed class HostClockTests : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(15);

    private readonly StoreOnServer _home = new();

    [ContractTheory]
    [InlineData(60)]
    [InlineData(-60)]
    [InlineData(60 * 24 * 400)]
    public void AHostWhoseClockDiffers_HoldsAsLongAsItSays_AndSeesWhatOthersHold(int minutes)
    {
        Host right = HostAt(TimeSpan.Zero);
        Host wrong = HostAt(TimeSpan.FromMinutes(minutes));
        right.Record(100m);

        DeepSeekQuote first = right.Reserve(70m);
        Refusal(() => wrong.Reserve(100m), "ReservationRefused");
        DeepSeekQuote second = wrong.Reserve(30m);
        Refusal(() => right.Reserve(1m), "ReservationRefused");

        foreach (Host host in new[] { right, wrong })
        {
            Assert.Equal((100m, 0m), (host.Standing().Held, host.Standing().Available));
            Assert.Equal([QuoteState.Reserved, QuoteState.Reserved], host.Quotes.Read(host.Now).Select(quote => quote.State));
            Assert.Equal(2, host.Quotes.ReadOpen(host.Now).Count);
            Assert.Equal(QuoteState.Reserved, host.Quotes.Find(second.Id!, host.Now).State);
        }

        Assert.InRange(first.ReservedUntil!.Value, right.Now + Short - TimeSpan.FromMinutes(5), right.Now + Short + TimeSpan.FromMinutes(5));
        Assert.InRange(second.ReservedUntil!.Value, right.Now + Short - TimeSpan.FromMinutes(5), right.Now + Short + TimeSpan.FromMinutes(5));
        wrong.Quotes.Remove(first.Id!, wrong.Now);
        Assert.Equal(70m, right.Standing().Available);
    }

    [ContractFact]
    public void ASimulatedTime_StaysWhatItIs()
    {
        _home.Record(0, 100m);
        DateTimeOffset until = Noon + Short;

        DeepSeekQuote reserved = _home.Store.Quotes.Reserve(QuoteSample.Of(70m), Series, Noon, until);

        Assert.Equal((Noon, until), (reserved.ReservedAt, reserved.ReservedUntil));
    }

    public void Dispose() => _home.Dispose();

    private Host HostAt(TimeSpan ahead)
    {
        _home.Another();
        var clock = new ShiftedClock(ahead);
        return new Host(new PostgresCostStore(_home.Server.ConnectionString(_home.Schema), Path.GetTempPath(), clock), clock);
    }

    private sealed record Host(PostgresCostStore Store, TimeProvider Clock)
    {
        public DateTimeOffset Now => Balances.Instant.Truncate(Clock.GetUtcNow());

        public QuoteStore Quotes => Store.Quotes;

        public void Record(decimal total) => Store.Record([Reading((Now - Noon).TotalSeconds, total)]);

        public DeepSeekQuote Reserve(decimal high) => Quotes.Reserve(QuoteSample.Of(high), Series, Now, Now + Short);

        public BalanceStanding Standing() => Quotes.ReadStanding(Series, Now)!;
    }

    private sealed class ShiftedClock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
    }
}
