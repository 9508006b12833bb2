using CostCompass.Providers.Http;

namespace CostCompass.Providers.Definitions;

/// <summary>Where in an answer a balance stands. Of total, granted and topped-up one may be left out: it follows from the others.</summary>
/// <param name="Money">How amounts are written.</param>
/// <param name="Total">Where the total stands.</param>
/// <param name="Granted">Where the granted credit stands.</param>
/// <param name="ToppedUp">Where the topped-up credit stands.</param>
/// <param name="Used">Where it stands what was used in all.</param>
internal sealed record DefinedBalance(DefinedMoney Money, AnswerPath? Total, AnswerPath? Granted, AnswerPath? ToppedUp, AnswerPath? Used)
{
    /// <summary>Reads a response.</summary>
    public (string Currency, BalanceLevels Levels) Read(AnswerObject answer)
    {
        var used = Used?.In(answer).AmountFromZero(AmountForm.Either, Money.Unit);
        var levels = HasLevel ? ReadLevels(answer) with { Used = used } : BalanceLevels.OfUsage(used!.Value);
        return (Money.CurrencyOf(answer), levels);
    }

    private bool HasLevel => Total is not null || (Granted is not null && ToppedUp is not null);

    private BalanceLevels ReadLevels(AnswerObject answer)
    {
        var total = Total?.In(answer).SignedAmount(AmountForm.Either, Money.Unit);
        var granted = Granted?.In(answer).AmountFromZero(AmountForm.Either, Money.Unit);
        var toppedUp = ToppedUp?.In(answer).SignedAmount(AmountForm.Either, Money.Unit);
        if (total is { } sum && granted is { } given && toppedUp is { } paid && !PoolSum.Fits(sum, given, paid))
        {
            throw Total!.In(answer).At($"is not the sum of {Granted} and {ToppedUp}");
        }

        var all = total ?? granted!.Value + toppedUp!.Value;
        var pool = granted ?? (toppedUp is { } known ? Math.Max(0m, all - known) : 0m);
        return new BalanceLevels(all, pool, toppedUp ?? all - pool, all > 0m);
    }
}
