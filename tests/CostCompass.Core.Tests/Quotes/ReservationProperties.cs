using CostCompass.Core.Tests.Pricing;
using FsCheck;
using FsCheck.Fluent;

namespace CostCompass.Core.Tests.Quotes;

public sealed class ReservationProperties
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(1_000);
    private static readonly DateTimeOffset Start = Instants.Of("2026-11-15T20:00:00Z");

    // What a process does next: reserve, settle, give back, or let time pass; which reservation; how many tokens.
    private static readonly Arbitrary<List<(int Kind, int Which, int Tokens)>> Histories =
        (from kind in Gen.Choose(0, 5)
         from which in Gen.Choose(0, 1000)
         from tokens in Gen.Choose(0, 2_000_000)
         select (kind, which, tokens)).ListOf().ToArbitrary();

    [Fact]
    public void WhateverIsReservedAndSettled_TheBalanceIsPromisedOnce() => Prop.ForAll(Histories, history =>
    {
        var ledger = new Ledger(5m);
        foreach ((int kind, int which, int tokens) in history)
        {
            ledger.Do(kind, which, tokens);
            if (ledger.Held + ledger.Spent > ledger.Total)
            {
                return false;
            }
        }

        return true;
    }).Check(Runs);

    [Fact]
    public void InTime_RefundAndActualAreWhatWasReserved() => Prop.ForAll(Histories, history =>
    {
        var ledger = new Ledger(5m);
        foreach ((int kind, int which, int tokens) in history)
        {
            ledger.Do(kind, which, tokens);
        }

        return ledger.Settlements.All(one => one.Overrun == 0m && (one.WasExpired || one.Refunded + one.Actual == one.Reserved));
    }).Check(Runs);

    [Fact]
    public void WhateverTheCallUses_ItsCostLiesBetweenTheBounds() => Prop.ForAll(
        (from minute in Gen.Choose(0, 60 * 24 * 200)
         from tokens in Gen.Choose(0, 500_000)
         from hits in Gen.Choose(0, 100)
         from output in Gen.Choose(0, 10_000)
         from after in Gen.Choose(0, 600)
         select (minute, tokens, hits, output, after)).ToArbitrary(),
        call =>
        {
            DateTimeOffset at = Start.AddMinutes(call.minute);
            QuoteRequest request = Calls.Of(input: call.tokens, most: 10_000) with { At = at };
            DeepSeekQuote quote = Calls.Quote(request);
            long hit = call.tokens * (long)call.hits / 100;
            DeepSeekPrice price = DeepSeekPriceCatalog.BuiltIn.Find(quote.Model, "USD", at.AddSeconds(call.after));
            decimal cost = UsageCost.Of(price, hit, call.tokens - hit, call.output);
            return quote.Low <= cost && cost <= quote.High && quote.Low <= quote.Expected && quote.Expected <= quote.High;
        }).Check(Runs);

    /// <summary>Reservations in memory, against one snapshot that is never read again.</summary>
    private sealed class Ledger(decimal total)
    {
        private readonly List<DeepSeekQuote> _quotes = [];
        private DateTimeOffset _now = Start;

        public decimal Total => total;

        public List<DeepSeekSettlement> Settlements { get; } = [];

        public decimal Held => Open.Sum(quote => quote.High!.Value);

        // An expired reservation that is settled spends what nothing held any more; all else was promised.
        public decimal Spent => Settlements.Where(one => !one.WasExpired).Sum(one => one.Actual);

        private List<DeepSeekQuote> Open => _quotes.Where(quote => StateOf(quote) == QuoteState.Reserved).ToList();

        public void Do(int kind, int which, int tokens)
        {
            try
            {
                switch (kind)
                {
                    case 0 or 1 or 2:
                        Reserve(tokens);
                        break;
                    case 3 when _quotes.Count > 0:
                        Settle(which % _quotes.Count, tokens);
                        break;
                    case 4 when _quotes.Count > 0:
                        int index = which % _quotes.Count;
                        ReservationRule.RequireOpen(Now(_quotes[index]));
                        _quotes[index] = _quotes[index] with { State = QuoteState.Removed };
                        break;
                    default:
                        _now = _now.AddSeconds(which);
                        break;
                }
            }
            catch (CostException failure) when (failure.ErrorId is "ReservationRefused" or "QuoteCompleted" or "QuoteRemoved")
            {
                // Refused, and so without effect.
            }
        }

        private void Reserve(int tokens)
        {
            BalanceStanding standing = BalanceStanding.Of(
                Calls.Snapshot(total, Start), Open.ConvertAll(quote => quote.High!.Value), Settlements.Select(one => one.Actual));
            QuoteRequest request = Calls.Of(input: tokens) with { At = _now, CoveredUntil = _now.AddMinutes(15) };
            _quotes.Add(ReservationRule.Reserve(Calls.Quote(request), "team", standing, _now, _now.AddMinutes(15)) with { Id = $"{_quotes.Count}" });
        }

        private void Settle(int index, int tokens)
        {
            DeepSeekQuote quote = Now(_quotes[index]);
            DateTimeOffset completed = _now < quote.ReservedUntil ? _now : quote.ReservedUntil!.Value;
            var usage = new CallUsage(0, quote.InputTokens, Math.Min(tokens, 1_000_000));
            Settlements.Add(ReservationRule.Settle(quote, usage, completed, _now, DeepSeekPriceCatalog.BuiltIn));
            _quotes[index] = quote with { State = QuoteState.Completed };
        }

        private DeepSeekQuote Now(DeepSeekQuote quote) => quote with { State = StateOf(quote) };

        private QuoteState StateOf(DeepSeekQuote quote) =>
            quote.State == QuoteState.Reserved ? ReservationRule.OpenState(quote.ReservedUntil!.Value, _now) : quote.State;
    }
}
